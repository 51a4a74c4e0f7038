import fc from "fast-check";
import { expect, test } from "vitest";
import { namedStream } from "../../src/engine/seed.ts";
import { standardNormal } from "../../src/engine/standardNormal.ts";
import { compareMeasure } from "../../src/experiment/comparison/compareMeasure.ts";
import type { ComparisonResult } from "../../src/experiment/comparison/comparisonResult.ts";
import { comparisonReport } from "../../src/report/comparisonReport.ts";
import { displayWidth } from "../../src/report/displayWidth.ts";
import { strategyNames } from "../../src/routing/strategy.ts";

const response = {
  measure: "response:p95",
  phase: "total",
  metric: { name: "response" },
  statistic: { kind: "quantile", q: 0.95 },
  fromMs: 0,
  toMs: 60_000,
} as const;

/** What a comparison leaves behind in which strategy i had these response times. */
function compared(values: readonly (readonly number[])[]): ComparisonResult {
  const strategies = strategyNames.slice(0, values.length);
  return {
    format: "shuntyard-comparison",
    version: 1,
    scenario: { name: "a-scenario", description: "Something happens.", durationMs: 60_000 },
    seed: "7f3a",
    replications: { planned: 3, finished: 3 },
    partial: false,
    replay: "shuntyard compare a-scenario.json",
    confidence: 0.95,
    delta: null,
    strategies,
    measures: [compareMeasure(response, strategies, values, { alpha: 0.05, delta: null })],
    verdict: "pass",
    baseline: null,
    notes: [],
  };
}

function reportOf(values: readonly (readonly number[])[], width = 80): string {
  return comparisonReport(compared(values), { width, color: false });
}

const someValues = fc.tuple(fc.integer({ min: 2, max: 12 }), fc.string({ minLength: 1 })).map(([count, key]) => {
  const random = namedStream("7f3a", key, 0);
  return Array.from({ length: count }, (_, i) => [1, 2, 3].map(() => Math.abs(100 + i + standardNormal(random))));
});

test("no line is wider than the page, and as many differences are shown as a person reads", () => {
  fc.assert(
    fc.property(someValues, fc.integer({ min: 40, max: 160 }), (values, width) => {
      const lines = reportOf(values, width).split("\n");
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
      const at = lines.findIndex((line) => line.startsWith("Minus "));
      expect(at >= 0).toBe(values.length > 4);
      if (at < 0) return;
      const end = lines.indexOf("", at);
      const names = lines.slice(at + 1, end).filter((line) => /^[a-z]/.test(line));
      expect(new Set(names.map((line) => line.split(" ")[0])).size).toBe(values.length - 1);
    }),
    { numRuns: 50 },
  );
});

test("of five strategies each is held against the best, the nearest first, whichever was named first", () => {
  const report = reportOf([
    [30, 31, 32],
    [10, 11, 12],
    [40, 41, 42],
    [20, 21, 22],
    [15, 16, 17],
  ]);
  const [, table = ""] = report.split("Minus even-load");
  expect(
    table
      .split("\n")
      .slice(1, 5)
      .map((line) => line.split(/ {2,}/).slice(0, 2)),
  ).toEqual([
    ["stride", "+5.00 ms"],
    ["smooth-weighted-round-robin", "+10.0 ms"],
    ["weighted-random", "+20.0 ms"],
    ["random-replica", "+30.0 ms"],
  ]);
  expect(report).toContain('Differences of all pairs: "--json".');
});

test("a measure that is the same for all is a line, not a table", () => {
  const report = reportOf([
    [0.1, 0.1, 0.1],
    [0.1, 0.1, 0.1],
  ]);
  expect(report).toContain("response:p95: 0.10 ms for all, in every replication");
  expect(report).not.toContain("Difference");
});
