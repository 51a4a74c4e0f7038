import { cpus } from "node:os";
import { argv } from "node:process";
import { interleave } from "./interleave.ts";
import { ratio } from "./ratio.ts";
import { type Row, ratioTable } from "./ratioTable.ts";
import { subjects } from "./subjects.ts";

const asked = argv.slice(2);
const unknown = asked.filter((name) => subjects[name] === undefined);
if (unknown.length > 0) {
  console.error(`There is no subject ${unknown.join(", ")}; there are ${Object.keys(subjects).join(", ")}.`);
  process.exit(2);
}

/** All but those of the gateway, which have a run and a table of their own. */
const usual = Object.keys(subjects).filter((name) => !name.startsWith("gateway"));

const rows: Row[] = [];
for (const name of asked.length > 0 ? asked : usual) {
  const subject = await subjects[name]?.();
  if (subject === undefined) continue;
  console.error(`measuring ${subject.title} …`);
  const costs = await interleave(name, subject);
  for (const [contestant, cost] of costs) console.error(`  ${contestant}: ${roundsInWords(cost)}`);
  rows.push(...subject.claims.map((claim) => ({ subject: subject.title, claim, ratio: ratio(claim, costs) })));
}

console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? "unknown processor"}`);
console.log("Ratios of costs measured in turn in one run: median of the rounds, and their range.\n");
console.log(ratioTable(rows));

/** For the log: single costs mean nothing on another machine, or in another minute. */
function roundsInWords(cost: readonly number[] | string): string {
  return typeof cost === "string" ? cost : cost.map((perOperation) => perOperation.toPrecision(3)).join(" ");
}
