import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conformity } from "../../src/statistics/conformity.ts";
import { logBinomialProbability } from "../../src/statistics/logBinomialProbability.ts";
import type { PicksOfSplit } from "../../src/statistics/picksOfSplit.ts";

function split(picks: readonly number[], shares: readonly number[], independent = true): PicksOfSplit {
  return { picks, shares, independent, n: picks.reduce((sum, count) => sum + count, 0) };
}

describe("conformity", () => {
  test.each([
    { n: 20, p: 0.5, flake: 0.1 },
    { n: 60, p: 0.8, flake: 0.05 },
    { n: 150, p: 0.99, flake: 0.01 },
  ])("rejects $n draws with a right share of $p with probability at most $flake, by enumeration", ({ n, p, flake }) => {
    let rejected = 0;
    for (let x = 0; x <= n; x++) {
      if (!conformity([split([x, n - x], [p, 1 - p])], flake, 0.01).rejected) continue;
      rejected += Math.exp(logBinomialProbability(x, n, p));
    }
    expect(rejected).toBeLessThanOrEqual(flake);
  });

  test("rejects two splits together with probability at most the rate, by enumeration", () => {
    const [n, p, flake] = [16, 0.7, 0.1];
    let rejected = 0;
    for (let x = 0; x <= n; x++) {
      for (let y = 0; y <= n; y++) {
        const splits = [split([x, n - x], [p, 1 - p]), split([y, n - y], [1 - p, p])];
        if (!conformity(splits, flake, 0.01).rejected) continue;
        rejected += Math.exp(logBinomialProbability(x, n, p) + logBinomialProbability(y, n, 1 - p));
      }
    }
    expect(rejected).toBeLessThanOrEqual(flake);
  });

  test("says the same whichever way the categories are numbered", () => {
    fc.assert(
      fc.property(fc.nat({ max: 300 }), fc.nat({ max: 300 }), fc.nat({ max: 300 }), (a, b, c) => {
        const one = conformity([split([a, b, c], [0.5, 0.3, 0.2])], 1e-3, 1e-3);
        const other = conformity([split([c, a, b], [0.2, 0.5, 0.3])], 1e-3, 1e-3);
        expect(other.rejected).toBe(one.rejected);
        expect(other.logP).toBeCloseTo(one.logP, 8);
        expect(other.logE).toBeCloseTo(one.logE, 8);
      }),
    );
  });

  test("gathers small departures of one split over many windows, in none of which they show", () => {
    const windows = Array.from({ length: 100 }, () => split([640, 360], [0.6, 0.4]));
    const { rejected, logP, logE } = conformity(windows, 1e-9, 1e-6);
    expect(logP).toBeGreaterThan(Math.log(1e-9));
    expect(logE).toBeGreaterThan(Math.log(2e9));
    expect(rejected).toBe(true);
    expect(conformity(windows.slice(0, 1), 1e-9, 1e-6).rejected).toBe(false);
  });

  test("rejects one draw that had no chance, and says where", () => {
    const good = split([6, 4], [0.6, 0.4]);
    const bad = split([9, 1], [1, 0]);
    expect(conformity([good, bad], 1e-9, 1e-6)).toMatchObject({
      rejected: true,
      impossible: { split: bad, category: 1 },
    });
    expect(conformity([good], 1e-9, 1e-6).impossible).toBeUndefined();
  });

  test("does not hold chance against draws that were never to be independent", () => {
    expect(conformity([split([1000, 0], [0.6, 0.4], false)], 1e-9, 1e-6).rejected).toBe(false);
  });

  test("would have caught nothing without draws, and everything where nothing is left to chance", () => {
    expect(conformity([split([0, 0], [0.6, 0.4])], 1e-9, 1e-6).detectableShift).toBeNull();
    expect(conformity([split([5, 0], [1, 0])], 1e-9, 1e-6).detectableShift).toBe(0);
  });
});
