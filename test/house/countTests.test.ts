import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { expect, onTestFinished, test } from "vitest";
import { inRepository } from "./repository.ts";

const passing = { name: "a.test.ts", status: "passed", assertionResults: [{ status: "passed" }] };
const failing = { name: "b.test.ts", status: "failed", assertionResults: [{ status: "failed" }] };
const broken = { name: "c.test.ts", status: "failed", assertionResults: [] };
const good = { success: true, numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, testResults: [passing] };

test.each([
  ["all passed", good, "0", "7 passed, 0 failed", 0],
  ["some skipped", { ...good, numPendingTests: 2 }, "0", "7 passed, 0 failed, 2 skipped", 0],
  ["some failed", { ...good, success: false, numFailedTests: 3, testResults: [failing] }, "1", "7 passed, 3 failed", 1],
  ["a file does not load", { ...good, success: false, testResults: [passing, broken] }, "1", "7 passed, 1 failed", 1],
  ["an error outside of tests", { ...good, success: false }, "0", "7 passed, 1 failed", 1],
  ["another command failed", good, "1", "7 passed, 1 failed", 1],
  ["nothing ran", undefined, "1", "0 passed, 1 failed", 1],
  ["no test was found", { ...good, numPassedTests: 0, testResults: [] }, "0", "0 passed, 1 failed", 1],
])("the last line of the build counts what the runner counted: %s", (_, result, statusBefore, line, exitCode) => {
  const folder = mkdtempSync(join(tmpdir(), "shuntyard-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "tests.json");
  if (result !== undefined) writeFileSync(path, JSON.stringify(result));

  const counted = spawnSync(execPath, [inRepository("scripts/count-tests.mjs"), path, statusBefore], {
    encoding: "utf8",
  });

  expect(counted.stdout).toBe(`${line}\n`);
  expect(counted.status).toBe(exitCode);
});
