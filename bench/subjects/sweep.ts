import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { profiledShare } from "../loops/profiledShare.ts";
import { sweptStudy } from "../loops/sweptStudy.ts";
import type { Subject } from "../subject.ts";

const repository = fileURLToPath(new URL("../../../..", import.meta.url));

/**
 * `shuntyard sweep` on a thousand small cells, from the start of the program to its report, against the time of the same
 * run that is spent within replications: both from one profile, so that nothing a neighbour does comes between them.
 */
export const sweep: Subject = {
  title: "shuntyard sweep",
  rounds: 3,
  contestants: [{ name: "sweep", warmUp: false, prepare: () => profiledSweep }],
  claims: [
    {
      what: "all of sweep, 1,000 cells / its replications",
      over: ["sweep: all"],
      under: ["sweep: within"],
      bar: { atMost: 1.11 },
    },
  ],
};

function profiledSweep(): Readonly<Record<"all" | "within", number>> {
  const folder = mkdtempSync(join(tmpdir(), "shuntyard-bench-"));
  try {
    const study = join(folder, "study.json");
    const profiles = join(folder, "profiles");
    const scenario: unknown = JSON.parse(readFileSync(join(repository, "scenarios/steady-60-40.json"), "utf8"));
    writeFileSync(study, JSON.stringify({ ...sweptStudy, scenario }));
    const argv = ["dist/cli/main.js", "sweep", study, "--store", join(folder, "store.jsonl"), "--quiet"];
    execFileSync(execPath, ["--cpu-prof", `--cpu-prof-dir=${profiles}`, ...argv], { cwd: repository, stdio: "pipe" });
    const threads = readdirSync(profiles).map((name) => profiledShare(join(profiles, name), "playReplication"));
    return {
      all: threads.reduce((sum, { all }) => sum + all, 0),
      within: threads.reduce((sum, { within }) => sum + within, 0),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
