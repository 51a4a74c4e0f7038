import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonReport } from "../../src/report/jsonReport.ts";
import { migration } from "./fixtures/migration.ts";
import { runResult } from "./runResultArbitrary.ts";

function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversedKeys(member)]),
  );
}

test("reading it back gives the result", () => {
  fc.assert(
    fc.property(runResult, (result) => {
      expect(JSON.parse(jsonReport(result))).toEqual(JSON.parse(JSON.stringify(result)));
    }),
  );
});

test("the order of the keys does not depend on who made the result", () => {
  const shuffled = { ...migration, ...Object(reversedKeys(migration)) };
  expect(jsonReport(shuffled)).toBe(jsonReport(migration));
});

test("it ends with one newline and shows a series on one line", () => {
  const text = jsonReport(migration);
  expect(text).toMatch(/[^\n]\n$/);
  expect(text.split("\n").find((line) => line.includes('"observed": ['))).toMatch(/\[1, 1, .*\],?$/);
});

test("evidence beyond all numbers stays a number", () => {
  const [first] = migration.checks;
  const evidence = { n: 1, shares: [], margin: null, falseAlarmRate: null, detectableShift: null, picksMissing: null };
  const check = { ...first, evidence: { ...evidence, log10P: -Infinity, log10E: Infinity } };
  const text = jsonReport({ ...migration, ...{ checks: [Object(check)] } });
  expect(text).toContain('"log10P": -1.7976931348623157e+308');
  expect(text).toContain('"log10E": 1.7976931348623157e+308');
});
