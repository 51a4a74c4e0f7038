import { argv } from "node:process";
import type { Cost, Round } from "./subject.ts";
import { subjects } from "./subjects.ts";

/** What a contestant's process says, in this order: once when it is ready, then once a round. */
export type Report =
  | { readonly kind: "absent"; readonly reason: string }
  | { readonly kind: "ready" }
  | { readonly kind: "round"; readonly cost: Cost };

const [, , subjectName = "", contestantName = ""] = argv;
const subject = await subjects[subjectName]?.();
const contestant = subject?.contestants.find(({ name }) => name === contestantName);
if (contestant === undefined) throw new Error(`${subjectName} has no contestant ${contestantName}`);

const reason = contestant.absence?.();
if (reason === undefined) {
  const round = await contestant.prepare();
  if (contestant.warmUp !== false) await round();
  process.on("message", () => void report(round));
  say({ kind: "ready" });
} else {
  say({ kind: "absent", reason });
}

async function report(round: Round): Promise<void> {
  say({ kind: "round", cost: await round() });
}

function say(message: Report): void {
  process.send?.(message);
}
