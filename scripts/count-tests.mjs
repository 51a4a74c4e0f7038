/**
 * Usage: count-tests.mjs <vitest's JSON result> <0, or another number when a command before it failed>
 *
 * Prints `N passed, N failed` (and `, N skipped`) and exits with 1 when anything failed. A failure that no test stands
 * for (a file that cannot be loaded, an error outside of tests, a command that failed) counts as one, so that the line
 * never says `0 failed` beside a failure.
 */
import { existsSync, readFileSync } from "node:fs";
import { argv, exit } from "node:process";

const [, , path, statusBefore] = argv;
const result = path !== undefined && existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;

const passed = result?.numPassedTests ?? 0;
const skipped = (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
const brokenFiles = (result?.testResults ?? []).filter(
  (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
).length;
const counted = (result?.numFailedTests ?? 0) + brokenFiles;
const isGood = result?.success === true && statusBefore === "0" && counted === 0 && passed > 0;
const failed = isGood ? 0 : Math.max(counted, 1);

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
exit(isGood ? 0 : 1);
