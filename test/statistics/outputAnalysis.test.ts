import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { namedStream } from "../../src/engine/seed.ts";
import { unit53 } from "../../src/engine/unitInterval.ts";
import { batchMeans } from "../../src/statistics/batchMeans.ts";
import { comparisonWithBest } from "../../src/statistics/comparisonWithBest.ts";
import { logBinomialProbability } from "../../src/statistics/logBinomialProbability.ts";
import { logStudentTail } from "../../src/statistics/logStudentTail.ts";
import { meanInterval, replicationsNeeded } from "../../src/statistics/meanInterval.ts";
import { mser5, mser5Path } from "../../src/statistics/mser5.ts";
import { pairedDifference, unpairedDifference } from "../../src/statistics/pairedDifference.ts";
import { quantileInterval, sizeToBoundQuantile } from "../../src/statistics/quantileInterval.ts";
import { settledWindow } from "../../src/statistics/settledWindow.ts";
import { studentQuantile } from "../../src/statistics/studentQuantile.ts";
import referenceValues from "./referenceValues.json" with { type: "json" };
import { relativeError } from "./relativeError.ts";

const expectNear = (actual: number, expected: number, tolerance = 1e-10): void =>
  expect(relativeError(actual, expected), `${actual} against ${expected}`).toBeLessThan(tolerance);

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 40 });

describe("Student's distribution", () => {
  test.each(referenceValues["t.isf"])("$inputs gives $expected", ({ inputs: { upperTail, df }, expected }) => {
    expectNear(studentQuantile(upperTail, df), expected, 1e-12);
  });

  test("quantile undoes tail, on both sides", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-12, max: 1 - 1e-6, noNaN: true }),
        fc.double({ min: 0.5, max: 1e5, noNaN: true }),
        (tail, df) => {
          expectNear(Math.exp(logStudentTail(studentQuantile(tail, df), df)), tail, 1e-8);
          expectNear(studentQuantile(tail, df), -studentQuantile(1 - tail, df), 1e-4);
        },
      ),
    );
  });

  test("with one degree of freedom is Cauchy's", () => {
    expectNear(studentQuantile(0.25, 1), 1, 1e-12);
    expectNear(Math.exp(logStudentTail(-1, 1)), 0.75);
    expect(studentQuantile(0.5, 3)).toBe(0);
    // Near the middle t is the distance from 1/2 over the density at 0, which is 8 / (3 sqrt(5) pi) for df = 5.
    expectNear(studentQuantile(0.5 - 2 ** -30, 5), 2 ** -30 / (8 / (3 * Math.sqrt(5) * Math.PI)), 1e-12);
    expect(logStudentTail(0, 3)).toBeCloseTo(-Math.LN2, 12);
    expect(logStudentTail(Number.POSITIVE_INFINITY, 3)).toBe(Number.NEGATIVE_INFINITY);
    expect(() => studentQuantile(0, 3)).toThrow(RangeError);
    expect(() => studentQuantile(0.1, 0)).toThrow(RangeError);
  });
});

describe("meanInterval", () => {
  test("moves and stretches with its values", () => {
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: -1000, max: 1000 }),
        (xs, scale, shift) => {
          const plain = meanInterval(xs, 0.05);
          const moved = meanInterval(
            xs.map((x) => scale * x + shift),
            0.05,
          );
          const size = 1 + Math.max(...xs.map(Math.abs)) * scale + Math.abs(shift);
          expect(Math.abs(moved.low - (scale * plain.low + shift))).toBeLessThan(1e-9 * size);
          expect(Math.abs(moved.halfWidth - scale * plain.halfWidth)).toBeLessThan(1e-9 * size);
        },
      ),
    );
  });

  test("of one to five: 3 give or take 1.9632", () => {
    const found = meanInterval([1, 2, 3, 4, 5], 0.05);
    expect(found.mean).toBe(3);
    expectNear(found.halfWidth, (2.7764451051977934 * Math.sqrt(2.5)) / Math.sqrt(5), 1e-12);
    expect(() => meanInterval([1], 0.05)).toThrow("takes two replications or more, not 1.");
  });

  test("covers the mean as often as it says", () => {
    // 2000 intervals at 90 %: fewer than 1719 hits or more than 1877 have probability below 1e-9 (6.1 sd of 13.4).
    const random = namedStream("a1", "values", 0);
    let hits = 0;
    for (let run = 0; run < 2000; run++) {
      const { low, high } = meanInterval(
        Array.from({ length: 12 }, () => unit53(random) + unit53(random) + unit53(random)),
        0.1,
      );
      if (low <= 1.5 && 1.5 <= high) hits++;
    }
    expect(hits).toBeGreaterThan(1719);
    expect(hits).toBeLessThan(1877);
  });

  test("plans enough replications to be that narrow", () => {
    expect(replicationsNeeded([1, 2, 3, 4, 5], 1.9633, 0.05)).toBe(5);
    expect(replicationsNeeded([1, 2, 3, 4, 5], 0.5, 0.05)).toBe(78);
    expect(replicationsNeeded([1, 1, 1], 0.5, 0.05)).toBe(2);
    expect(() => replicationsNeeded([1, 2], 0, 0.05)).toThrow(RangeError);
  });
});

describe("pairedDifference", () => {
  test.each(referenceValues["paired.t"])("$inputs", ({ inputs: { a, b }, expected }) => {
    const found = pairedDifference(a, b, 0.05);
    expectNear(found.mean, expected.meanDiff);
    expectNear(found.t, expected.t);
    expect(found.df).toBe(expected.df);
    expectNear(Math.exp(found.logP), expected.p);
    expect(Math.abs(found.low - (expected.ci95[0] ?? Number.NaN))).toBeLessThan(1e-12);
    expect(Math.abs(found.high - (expected.ci95[1] ?? Number.NaN))).toBeLessThan(1e-12);
    expectNear(found.correlation, expected.varianceReductionCorr);
  });

  test.each(referenceValues["welch.t"])("without pairs: $inputs", ({ inputs: { a, b }, expected }) => {
    const found = unpairedDifference(a, b, 0.05);
    expectNear(found.t, expected.t);
    expectNear(found.df, expected.df);
    expectNear(Math.exp(found.logP), expected.p);
  });

  test("changes sign when the strategies change places", () => {
    const [a, b] = [
      [3, 1, 4, 1, 5],
      [2, 7, 1, 8, 2],
    ];
    const one = pairedDifference(a, b, 0.01);
    const other = pairedDifference(b, a, 0.01);
    expect([other.mean, other.low, other.high, other.t]).toEqual([-one.mean, -one.high, -one.low, -one.t]);
  });

  test("has an interval around the difference for any values, however small or constant", () => {
    const small = fc.array(fc.constantFrom(0, 5e-324, 1e-200, 1e-170, 1, 2), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(fc.oneof(values, small), fc.oneof(values, small), (a, b) => {
        const { difference, halfWidth, df, logP } = unpairedDifference(a, b, 0.05);
        expect(Number.isFinite(difference) && halfWidth >= 0 && logP <= 0).toBe(true);
        expect(df).toBeGreaterThanOrEqual(Math.min(a.length, b.length) - 1 - 1e-9);
        expect(df).toBeLessThanOrEqual(a.length + b.length - 2 + 1e-9);
      }),
    );
    expect(unpairedDifference([1, 1], [2, 2], 0.05)).toMatchObject({ difference: -1, halfWidth: 0, df: 2 });
  });

  test("nothing is unusual about no difference at all", () => {
    expect(pairedDifference([1, 2, 3], [1, 2, 3], 0.05)).toMatchObject({ mean: 0, low: 0, high: 0, logP: 0 });
    expect(() => pairedDifference([1, 2], [1, 2, 3], 0.05)).toThrow("2 replications cannot be paired with 3.");
  });
});

describe("comparisonWithBest", () => {
  const noise = (name: string): readonly number[] => {
    const random = namedStream("b2", name, 0);
    return Array.from({ length: 20 }, () => unit53(random));
  };
  const shared = noise("shared");
  const around = (centre: number, name: string): readonly number[] =>
    noise(name).map((own, r) => centre + (shared[r] ?? 0) * 5 + own * 0.1);

  test("rules out what is surely worse, keeps what may be best, and says how far behind it can be", () => {
    const standings = comparisonWithBest([around(10, "a"), around(12, "b"), around(10, "c")], 0.01);
    expect(standings.map(({ mayBeBest }) => mayBeBest)).toEqual([true, false, true]);
    expect(standings[1]?.high).toBeGreaterThan(2);
    expect(standings[1]?.high).toBeLessThan(2.2);
    expect(standings[0]?.high).toBeLessThan(0.2);
  });

  test("always leaves somebody who may be best, and every interval holds 0 or ends there", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 4, maxLength: 4 }), {
          minLength: 2,
          maxLength: 5,
        }),
        (samples) => {
          const standings = comparisonWithBest(samples, 0.05);
          expect(standings.some(({ mayBeBest }) => mayBeBest)).toBe(true);
          for (const { low, high } of standings) {
            expect(low).toBeLessThanOrEqual(0);
            expect(high).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
    expect(() => comparisonWithBest([[1, 2]], 0.05)).toThrow(RangeError);
  });
});

describe("mser5", () => {
  test.each(referenceValues.mser5)(
    "$expected.deleteBatches of $expected.batches",
    ({ inputs: { series }, expected }) => {
      const found = mser5(series);
      expect(found.deleteBatches).toBe(expected.deleteBatches);
      expect(found.deleteObservations).toBe(expected.deleteObservations);
      expectNear(found.statistic, expected.statistic);
      expectNear(found.truncatedMean, expected.truncatedMean);
      expect(found.tooShort).toBe(false);
      const path = mser5Path(series);
      expect(path).toHaveLength(expected.path.length);
      for (const [d, statistic] of path.entries()) expectNear(statistic, expected.path[d] ?? Number.NaN);
    },
  );

  test("deletes nothing of a run that starts as it goes on, and finds a run too short that never settles", () => {
    expect(mser5(Array.from({ length: 200 }, () => 7))).toMatchObject({
      deleteBatches: 0,
      statistic: 0,
      truncatedMean: 7,
    });
    expect(mser5(Array.from({ length: 200 }, (_, i) => (200 - i) ** 3)).tooShort).toBe(true);
    expect(() => mser5([1, 2, 3])).toThrow(RangeError);
  });
});

describe("batchMeans", () => {
  test.each(referenceValues["batch.means"])("$inputs.batches batches", ({ inputs: { series, batches }, expected }) => {
    const found = batchMeans(series, batches, 0.05);
    expectNear(found.mean, expected.mean);
    expectNear(found.standardDeviation, expected.sd);
    expectNear(found.halfWidth, expected.halfwidth95);
    expectNear(found.vonNeumann, expected.vonNeumann);
    expect(found.looksIndependent).toBe(true);
  });

  test("sees batches that drift", () => {
    expect(
      batchMeans(
        Array.from({ length: 200 }, (_, i) => i),
        20,
        0.05,
      ).looksIndependent,
    ).toBe(false);
    expect(() => batchMeans([1, 2], 3, 0.05)).toThrow(RangeError);
    expect(() => batchMeans([1, 2], 1.5, 0.05)).toThrow(RangeError);
  });
});

describe("quantileInterval", () => {
  test.each(referenceValues["quantile.orderstat.ci"])("$inputs", ({ inputs: { n, q, alpha }, expected }) => {
    const found = quantileInterval(n, q, alpha);
    expect([found.lowerRank, found.upperRank]).toEqual([expected.lower, expected.upper]);
    expectNear(found.coverage, expected.coverage);
  });

  test.each(referenceValues["quantile.min.n"])("$inputs takes $expected.n", ({ inputs: { q, alpha }, expected }) => {
    expect(sizeToBoundQuantile(q, alpha)).toBe(expected.n);
    expect(() => sizeToBoundQuantile(1, alpha)).toThrow(RangeError);
  });

  test("covers at least as stated, by adding up the order statistics; few values leave it open", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0.01, max: 0.999, noNaN: true }), (n, q) => {
        const { lowerRank, upperRank, coverage } = quantileInterval(n, q, 0.05);
        let between = 0;
        for (let below = lowerRank ?? 0; below < (upperRank ?? n + 1); below++) {
          between += Math.exp(logBinomialProbability(below, n, q));
        }
        expect(coverage).toBeCloseTo(between, 10);
        expect(coverage).toBeGreaterThanOrEqual(0.95 - 1e-12);
      }),
    );
    expect(quantileInterval(10, 0.99, 0.05)).toMatchObject({ upperRank: null });
    expect(quantileInterval(10, 0.01, 0.05)).toMatchObject({ lowerRank: null });
  });
});

describe("settledWindow", () => {
  const right = [600, 400];
  const wrong = [900, 100];

  test("is the first window after the last that disagrees", () => {
    expect(settledWindow([right, right], [0.6, 0.4], 1e-9)).toBe(0);
    expect(settledWindow([wrong, right, [0, 0], right], [0.6, 0.4], 1e-9)).toBe(1);
    expect(settledWindow([wrong, right, wrong, right], [0.6, 0.4], 1e-9)).toBe(3);
    expect(settledWindow([right, wrong], [0.6, 0.4], 1e-9)).toBe(2);
    expect(settledWindow([], [0.6, 0.4], 1e-9)).toBe(0);
  });

  test("shares the error rate among the windows: 35 misplaced of a thousand disagree alone, not beside another", () => {
    expect(settledWindow([[565, 435]], [0.6, 0.4], 0.5)).toBe(1);
    expect(settledWindow([right, [565, 435]], [0.6, 0.4], 0.5)).toBe(0);
  });
});
