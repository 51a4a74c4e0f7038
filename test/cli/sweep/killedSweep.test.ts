import { readFileSync, truncateSync } from "node:fs";
import { expect, test } from "vitest";
import { disturbedSweep, linesOf, type StudyFolder, studyFolder } from "./studyFile.ts";

const files = ["out.jsonl", "out.csv", "out.parquet"];
/** Some twenty tasks of a thread: enough that it can be killed in the middle. */
const others = { seeds: 175, measures: ["response:avg", "response:p99", "requests:count"] };
const cellCount = 2 * 2 * 175;

function outputs({ inFolder }: StudyFolder): readonly string[] {
  return files.flatMap((name) => ["-o", `${name.split(".")[1]}=${inFolder(name)}`]);
}

test("a sweep that is killed again and again ends with the same bytes as one in peace, each cell played once", async () => {
  const inPeace = studyFolder(others);
  expect((await inPeace.sweep(...outputs(inPeace))).code).toBe(0);
  const disturbed = studyFolder(others);
  let inTheMiddle = 0;
  for (let round = 0; round < 3; round++) {
    const { signal } = await disturbedSweep(disturbed, "SIGKILL");
    if (signal === "SIGKILL" && linesOf(disturbed.store) < 1 + cellCount) inTheMiddle++;
  }
  // One round comes too late only where the machine holds its breath between a write and the next look at it.
  expect(inTheMiddle).toBeGreaterThan(0);
  const { code, stdout } = await disturbed.sweep(...outputs(disturbed));
  expect(code).toBe(0);
  expect(stdout).not.toContain(", 0 from the store");
  for (const name of files) {
    expect(readFileSync(disturbed.inFolder(name)).equals(readFileSync(inPeace.inFolder(name))), name).toBe(true);
  }
  const keys = [...readFileSync(disturbed.store, "utf8").matchAll(/^\{"key":"([0-9a-f]+)"/gm)].map(([, key]) => key);
  expect([keys.length, new Set(keys).size]).toEqual([cellCount, cellCount]);
});

test("a store that was cut in the middle of its last line loses that line, and says so", async () => {
  const folder = studyFolder();
  const whole = await folder.sweep("--json");
  truncateSync(folder.store, readFileSync(folder.store).length - 7);
  const { code, stdout, stderr } = await folder.sweep("--json");
  expect(code).toBe(0);
  expect(stderr).toBe(`${folder.store}: its last line was cut short and is taken away; its cell is played again\n`);
  expect(stdout).toBe(whole.stdout);
  expect(linesOf(folder.store)).toBe(1 + 8 + 1);
});
