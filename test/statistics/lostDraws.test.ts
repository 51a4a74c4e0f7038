import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logBeyondMargin } from "../../src/statistics/beyondMargin.ts";
import { conformity } from "../../src/statistics/conformity.ts";
import { mixtureLogE } from "../../src/statistics/dirichletLogE.ts";
import { leastSplitLogE } from "../../src/statistics/leastSplitLogE.ts";
import { logBinomialProbability } from "../../src/statistics/logBinomialProbability.ts";
import { logMean } from "../../src/statistics/logMean.ts";
import { lossLogRatio } from "../../src/statistics/lossLogRatio.ts";
import { nearestCount } from "../../src/statistics/nearestCount.ts";
import { splitLogE } from "../../src/statistics/splitLogE.ts";

const percentages = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
const few = fc.integer({ min: 0, max: 40 });

describe("nearestCount", () => {
  test("is the possible count that is nearest to the promise", () => {
    fc.assert(
      fc.property(few, few, few, percentages, (known, others, lost, p) => {
        const n = known + others + lost;
        const possible = Array.from({ length: lost + 1 }, (_, a) => known + a);
        const away = (count: number): number => Math.abs(count - n * p);
        expect(away(nearestCount(known, lost, n, p))).toBe(Math.min(...possible.map(away)));
      }),
    );
  });
});

describe("leastSplitLogE", () => {
  test("is the evidence itself when nothing is lost", () => {
    expect(leastSplitLogE([618, 382], 0, [0.6, 0.4])).toBe(splitLogE([618, 382], [0.6, 0.4]));
  });

  test("is the mean over categories of the least evidence that any fate of the lost draws leaves", () => {
    fc.assert(
      fc.property(few, few, few, fc.integer({ min: 1, max: 20 }), (a, b, c, lost) => {
        const shares = [0.5, 0.3, 0.2];
        const n = a + b + c + lost;
        const least = [a, b, c].map((count, j) => {
          const p = shares[j] ?? 0;
          const fates = Array.from({ length: lost + 1 }, (_, more) => count + more);
          return Math.min(...fates.map((each) => mixtureLogE([each, n - each], [p, 1 - p])));
        });
        expect(leastSplitLogE([a, b, c], lost, shares)).toBeCloseTo(logMean(least), 9);
      }),
    );
  });

  test("stays a fair bet when whoever loses the draws has seen them, by enumeration", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 20 }), percentages, (n, most, p) => {
        const lost = Math.min(most, n);
        let mean = 0;
        for (let x = 0; x <= n; x++) {
          const worst = Math.max(
            ...Array.from({ length: lost + 1 }, (_, ofHits) => {
              const hits = x - ofHits;
              const others = n - x - (lost - ofHits);
              return hits < 0 || others < 0
                ? Number.NEGATIVE_INFINITY
                : leastSplitLogE([hits, others], lost, [p, 1 - p]);
            }),
          );
          mean += Math.exp(logBinomialProbability(x, n, p) + worst);
        }
        expect(mean).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  test("says nothing of a single deployment", () => {
    expect(leastSplitLogE([5, 0], 3, [1, 0])).toBe(0);
  });
});

describe("lossLogRatio", () => {
  const n = 9;
  /** ln of a bet that the next draw is the last one again, at 9 to 1, against fair coins. */
  function sticky(draws: readonly number[]): number {
    return draws.slice(1).reduce((sum, draw, i) => sum + Math.log(draw === draws[i] ? 1.8 : 0.2), 0);
  }

  test.each([1, 2, 4, 8])("leaves a bet fair when %i draws are lost to its favour, by enumeration", (lost) => {
    const kept = (mask: number): readonly number[] =>
      Array.from({ length: n }, (_, i) => i).filter((i) => mask & (1 << i));
    const choices = Array.from({ length: 2 ** n }, (_, mask) => kept(mask)).filter((each) => each.length === n - lost);
    let mean = 0;
    for (let drawn = 0; drawn < 2 ** n; drawn++) {
      const best = Math.max(...choices.map((places) => sticky(places.map((i) => (drawn >> i) & 1))));
      mean += Math.exp(best - lossLogRatio(n, lost, 2)) / 2 ** n;
    }
    expect(mean).toBeLessThanOrEqual(1 + 1e-9);
  });

  test("is nothing when nothing is lost, and ln 100 + ln 101 + ln 2 for one of a hundred", () => {
    expect(lossLogRatio(100, 0, 2)).toBe(0);
    expect(lossLogRatio(100, 1, 2)).toBeCloseTo(Math.log(100 * 101 * 2), 10);
  });
});

describe("logBeyondMargin", () => {
  test("rejects a share on the edge of the margin with probability at most alpha, by enumeration", () => {
    const alphas = fc.constantFrom(0.1, 0.01, 1e-4);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), percentages, percentages, alphas, (n, p, margin, alpha) => {
        for (const share of [p - margin, p, p + margin]) {
          if (share < 0 || share > 1) continue;
          let rejected = 0;
          for (let x = 0; x <= n; x++) {
            if (logBeyondMargin(x, n, p, margin) <= Math.log(alpha))
              rejected += Math.exp(logBinomialProbability(x, n, share));
          }
          expect(rejected).toBeLessThanOrEqual(alpha * (1 + 1e-9));
        }
      }),
    );
  });

  test("with lost draws is the largest over what they may have been", () => {
    fc.assert(
      fc.property(few, few, few, percentages, percentages, (x, others, lost, p, margin) => {
        const n = x + others;
        const fates = Array.from({ length: lost + 1 }, (_, a) => logBeyondMargin(x + a, n + lost, p, margin));
        expect(logBeyondMargin(x, n, p, margin, lost)).toBeGreaterThanOrEqual(Math.max(...fates) - 1e-9);
      }),
    );
  });
});

describe("conformity with lost draws", () => {
  test("rejects only what it rejects whatever the lost draws were", () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), fc.integer({ min: 1, max: 40 }), (a, b, lost) => {
        const split = { shares: [0.6, 0.4], independent: true };
        const known = conformity([{ ...split, picks: [a, b], n: a + b, lost }], 1e-3, 1e-3);
        if (!known.rejected) return;
        for (let more = 0; more <= lost; more++) {
          const picks = [a + more, b + lost - more];
          expect(conformity([{ ...split, picks, n: a + b + lost }], 1e-3, 1e-3).rejected).toBe(true);
        }
      }),
    );
  });

  test("does not reject a right split because the slow deployment's answers are lost", () => {
    const split = { shares: [0.6, 0.4], picks: [6000, 3000], n: 9000, independent: true };
    expect(conformity([split], 1e-9, 1e-6).rejected).toBe(true);
    expect(conformity([{ ...split, lost: 1000 }], 1e-9, 1e-6).rejected).toBe(false);
  });
});
