import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { displayWidth } from "../../src/report/displayWidth.ts";
import { terminalReport } from "../../src/report/terminalReport.ts";
import { migration } from "./fixtures/migration.ts";
import { scaledDownTooEarly } from "./fixtures/scaledDownTooEarly.ts";
import { runResult } from "./runResultArbitrary.ts";

const width = fc.integer({ min: 40, max: 160 });

test("no line is wider than the terminal, whatever the names", () => {
  fc.assert(
    fc.property(runResult, width, fc.boolean(), (result, columns, color) => {
      const lines = terminalReport(result, { color, width: columns }).split("\n");
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
    }),
    { numRuns: 50 },
  );
});

test("without colour nothing in it can steer a terminal", () => {
  fc.assert(
    fc.property(runResult, width, (result, columns) => {
      expect(terminalReport(result, { color: false, width: columns })).not.toMatch(
        /[^\n\P{Cc}]|[\u202a-\u202e\u2066-\u2069]/u,
      );
    }),
    { numRuns: 50 },
  );
});

test("colour adds colour codes and nothing else", () => {
  fc.assert(
    fc.property(runResult, width, (result, columns) => {
      const colored = terminalReport(result, { color: true, width: columns });
      expect(stripVTControlCharacters(colored)).toBe(terminalReport(result, { color: false, width: columns }));
    }),
    { numRuns: 30 },
  );
});

test("a width below 40 counts as 40", () => {
  expect(terminalReport(migration, { color: false, width: 3 })).toBe(
    terminalReport(migration, { color: false, width: 40 }),
  );
});

test("the checks come worst first and the last line is the overall verdict", () => {
  const report = terminalReport(scaledDownTooEarly, { color: false, width: 100 });
  const words = [...report.matchAll(/^(ERROR|FAIL|INCONCLUSIVE|pass) /gm)].map(([, word]) => word);
  expect(words).toEqual(["ERROR", "FAIL", "INCONCLUSIVE", "pass"]);
  expect(report.trimEnd().split("\n").at(-1)).toMatch(/^Verdict: ERROR/);
});

test("a failure that was meant is called so", () => {
  const intended = { ...scaledDownTooEarly, verdict: "fail", asIntended: true, partial: false } as const;
  const report = terminalReport(intended, { color: false, width: 80 });
  expect(report).toMatch(/\nVerdict: FAIL, as intended \(marked to fail: no-loss\)\n$/);
});

test.for([40, 80, 120])("a migration that went well, at %i columns", async (columns) => {
  await expect(terminalReport(migration, { color: false, width: columns })).toMatchFileSnapshot(
    `snapshots/migration-${columns}.txt`,
  );
});

test.for([80])("a run that was cut short and went badly, at %i columns", async (columns) => {
  await expect(terminalReport(scaledDownTooEarly, { color: false, width: columns })).toMatchFileSnapshot(
    `snapshots/scaled-down-too-early-${columns}.txt`,
  );
});
