import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitLogE } from "../../src/statistics/splitLogE.ts";
import { splitLogRatio } from "../../src/statistics/splitLogRatio.ts";

const counts = fc.array(fc.nat({ max: 500 }), { minLength: 3, maxLength: 3 });
const promised = [0.5, 0.3, 0.2];

function logLikelihood(picks: readonly number[], shares: readonly number[]): number {
  return picks.reduce((sum, count, j) => sum + (count === 0 ? 0 : count * Math.log(shares[j] ?? 0)), 0);
}

describe("splitLogRatio", () => {
  test("is the log likelihood of the observed shares over that of the promised ones", () => {
    fc.assert(
      fc.property(counts, (picks) => {
        const n = picks.reduce((sum, count) => sum + count, 0);
        fc.pre(n > 0);
        const observed = picks.map((count) => count / n);
        const ratio = logLikelihood(picks, observed) - logLikelihood(picks, promised);
        expect(splitLogRatio(picks, promised)).toBeCloseTo(ratio, 8);
      }),
    );
  });

  test("is at least what any bet on the split alone can win", () => {
    fc.assert(
      fc.property(counts, (picks) => {
        expect(splitLogE(picks, promised)).toBeLessThanOrEqual(splitLogRatio(picks, promised) + 1e-9);
      }),
    );
  });

  test("is the worked example, 0 without draws, and infinite for an impossible draw", () => {
    expect(splitLogRatio([1, 2], [0.5, 0.5])).toBeCloseTo(Math.log(32 / 27), 14);
    expect(splitLogRatio([0, 0], [0.5, 0.5])).toBe(0);
    expect(splitLogRatio([1, 1], [1, 0])).toBe(Number.POSITIVE_INFINITY);
    expect(splitLogRatio([2, 0], [1, 0])).toBe(0);
  });
});

describe("splitLogE", () => {
  test("leaves out draws that were promised nothing, and has nothing to bet on one category", () => {
    expect(splitLogE([60, 40, 7], [0.6, 0.4, 0])).toBe(splitLogE([60, 40], [0.6, 0.4]));
    expect(splitLogE([60, 7], [1, 0])).toBe(0);
  });
});
