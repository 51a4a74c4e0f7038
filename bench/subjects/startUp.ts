import { spawnSync } from "node:child_process";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import type { Contestant, Subject } from "../subject.ts";

const spawnsPerRound = 3;
const program = fileURLToPath(new URL("../../../../dist/cli/main.js", import.meta.url));
const empty = fileURLToPath(new URL("../../../empty.cjs", import.meta.url));

/** What a person waits for: the wall time of a whole process, against bare node on an empty file. */
export const startUp: Subject = {
  title: "start-up",
  rounds: 21,
  contestants: [
    starting("node empty.cjs", [empty]),
    starting("--version", [program, "--version"]),
    starting("--help", [program, "--help"]),
  ],
  claims: [
    {
      what: "shuntyard --version / node empty.cjs",
      over: ["--version"],
      under: ["node empty.cjs"],
      bar: { atMost: 1.25 },
    },
    { what: "shuntyard --help / node empty.cjs", over: ["--help"], under: ["node empty.cjs"], bar: { atMost: 1.25 } },
  ],
};

function starting(name: string, args: readonly string[]): Contestant {
  return { name, prepare: () => () => quickestStart(args) };
}

/** The quickest of a few: what a neighbour on the machine takes can only make a start slower. */
function quickestStart(args: readonly string[]): number {
  const times = Array.from({ length: spawnsPerRound }, () => {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(execPath, [...args], { encoding: "utf8" });
    if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
    return Number(process.hrtime.bigint() - start);
  });
  return Math.min(...times);
}
