import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logBinomialProbability } from "../../src/statistics/logBinomialProbability.ts";
import { expectedTotalVariationDistance } from "../../src/statistics/totalVariation.ts";
import { drawExpectation } from "../../src/vitest/drawExpectation.ts";
import { inRepository } from "../house/repository.ts";
import "../../src/vitest/matchers.ts";
import { conformanceTests } from "./conformanceTests.ts";
import { rangesProbability } from "./rangeProbability.ts";
import { requestsNeededTable } from "./requestsNeeded.ts";
import { type Comparison, checkMargin, comparisons, passedRange, sideBySideTable } from "./sideBySide.ts";

/** The tables between their markers; `SIDE_BY_SIDE=write npx vitest run test/docs/statisticsPage.test.ts` writes them anew. */
const page = inRepository("docs/statistics.md");
const tables: readonly (readonly [string, () => string])[] = [
  ["requests-needed", requestsNeededTable],
  ["side-by-side", sideBySideTable],
];

test.each(tables)("the table %s of docs/statistics.md is the computed one", (name, table) => {
  const text = readFileSync(page, "utf8");
  const begin = `<!-- ${name}:begin -->\n`;
  const [before = "", after = ""] = text.split(begin);
  const end = after.indexOf(`<!-- ${name}:end -->`);
  expect(end).toBeGreaterThanOrEqual(0);
  const written = `\n${table()}\n\n`;
  if (process.env["SIDE_BY_SIDE"] === "write") writeFileSync(page, before + begin + written + after.slice(end));
  else expect(after.slice(0, end)).toBe(written);
});

describe("the arithmetic of the side-by-side table", () => {
  test("sums the probabilities of the counts in the range", () => {
    const n = 20;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: n }),
        fc.integer({ min: 0, max: n }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (a, b, p) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)];
          let sum = 0;
          for (let x = low; x <= high; x++) sum += Math.exp(logBinomialProbability(x, n, p));
          expect(rangesProbability([[low, high]], n, [p, 1 - p])).toBeCloseTo(sum, 10);
          // A second range that is implied by the first changes nothing.
          expect(
            rangesProbability(
              [
                [low, high],
                [n - high, n - low],
              ],
              n,
              [p, 1 - p],
            ),
          ).toBeCloseTo(sum, 10);
        },
      ),
    );
  });

  test("reads each accepted range as the test in question computes it", () => {
    expect(conformanceTests.map(({ accepted }) => accepted[0])).toEqual([
      [325, 374],
      [325, 374],
      [120, 159],
      [111, 169],
      [37, 43],
      [80, 99],
      [40, 60],
      [40, 60],
      [325, 374],
    ]);
  });

  // Computed once before, independently of this code, from the same definitions.
  test.each([
    ["Gateway API, HTTPRoute weights", [76, 24], "1.46 %", "96 %"],
    ["Gateway API, HTTPRoute weights", [60, 40], "1.46 %", "12 %"],
    ["its inference extension, formerly", [60, 40], "0.194 %", "53 %"],
    ["its inference extension, now 4.5 sigma", [60, 40], "0.000607 %", "91 %"],
    ["Envoy Gateway, weights", [85, 15], "21.4 %", "63 %"],
    ["Envoy Gateway, mixed (bounds changed 4 times)", [85, 15], "0.0834 %", "93 %"],
    ["Istio, traffic shifting", [40, 30, 30], "5.62 %", "100 %"],
    ["Kuma", [60, 40], "3.52 %", "54 %"],
    ["an LLM router", [62.4, 37.6], "1.46 %", "48 %"],
  ] as const)("%s fails a right router, and passes %j, as often as is known", (project, wrong, fails, passes) => {
    const comparison = comparisonOf(project, wrong);
    expect(`${Number((100 * (comparison?.failsRight ?? 0)).toPrecision(3))} %`).toBe(fails);
    expect(`${Math.round(100 * (comparison?.passesWrong ?? 0))} %`).toBe(passes);
  });

  test("knows the rest of what the page says: 1 in 516, 11.6 %, 28 % for one attempt, 12.4 % for one attempt", () => {
    expect(1 / (comparisonOf("its inference extension, formerly", [60, 40])?.failsRight ?? 0)).toBeCloseTo(516.3, 1);
    expect(comparisonOf("Gateway API, HTTPRoute weights", [60, 40])?.passesWrong).toBeCloseTo(0.116, 3);
    expect(rangesProbability([[325, 374]], 500, [0.76, 0.24])).toBeCloseTo(0.28, 3);
    expect(rangesProbability([[325, 374]], 500, [0.624, 0.376])).toBeCloseTo(0.124, 3);
  });

  test("gives a check in their place at most its stated miss rate", () => {
    for (const { logCheckPassesWrong } of comparisons) expect(logCheckPassesWrong).toBeLessThanOrEqual(Math.log(1e-6));
  });

  test("counts a check as passed exactly where the judge passes it", () => {
    for (const { test: subject, checkRequests: n } of comparisons.filter(({ test: { split } }) => split.length === 2)) {
      const expectation = drawExpectation(subject.split, "any", { margin: checkMargin });
      const [low, high] = passedRange(expectation, n, 0);
      for (const [count, passes] of [
        [low - 1, false],
        [low, true],
        [high, true],
        [high + 1, false],
      ] as const) {
        const judged = expect({ 0: count, 1: n - count });
        const attempt = (): void => judged.toMatchSplit(subject.split, { margin: checkMargin });
        if (passes) attempt();
        else expect(attempt).toThrow("The picks do not match the split.");
      }
    }
  });
});

test("a normal wobble of 60/40 is what the page says", () => {
  const wobbles = [1000, 10_000, 1_000_000].map((n) => 100 * expectedTotalVariationDistance(n, [0.6, 0.4]));
  expect(wobbles.map((points) => points.toPrecision(2))).toEqual(["1.2", "0.39", "0.039"]);
});

function comparisonOf(project: string, wrong: readonly number[]): Comparison | undefined {
  return comparisons.find(({ test: each }) => each.project === project && each.wrong.join("/") === wrong.join("/"));
}
