import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logBinomialTail } from "../../src/statistics/binomialTail.ts";
import { clopperPearson } from "../../src/statistics/clopperPearson.ts";
import { logBinomialProbability } from "../../src/statistics/logBinomialProbability.ts";
import { goodman, quesenberryHurst } from "../../src/statistics/simultaneousShares.ts";
import { wilson } from "../../src/statistics/wilson.ts";
import referenceValues from "./referenceValues.json" with { type: "json" };

const errorRate = fc.double({ min: 1e-8, max: 0.5, noNaN: true });
const counted = fc.tuple(fc.integer({ min: 1, max: 1e7 }), fc.nat()).map(([n, seed]) => ({ n, x: seed % (n + 1) }));

function expectInterval(actual: readonly [number, number], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [side, bound] of expected.entries()) {
    expect(Math.abs((actual[side] ?? Number.NaN) - bound)).toBeLessThan(1e-12);
  }
}

describe("clopperPearson", () => {
  test("has bounds at which either one-sided test gives exactly alpha/2", () => {
    fc.assert(
      fc.property(counted, errorRate, ({ n, x }, alpha) => {
        const [low, high] = clopperPearson(x, n, alpha);
        if (x > 0) expect(logBinomialTail(x, n, low, "upper")).toBeCloseTo(Math.log(alpha / 2), 6);
        if (x < n) expect(logBinomialTail(x, n, high, "lower")).toBeCloseTo(Math.log(alpha / 2), 6);
        expect(low).toBeLessThanOrEqual(x / n);
        expect(high).toBeGreaterThanOrEqual(x / n);
      }),
    );
  });

  test("covers the truth with at least the stated probability, by enumeration", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(0.3, 0.05, 1e-3),
        (n, p, alpha) => {
          let covered = 0;
          for (let x = 0; x <= n; x++) {
            const [low, high] = clopperPearson(x, n, alpha);
            if (low <= p && p <= high) covered += Math.exp(logBinomialProbability(x, n, p));
          }
          expect(covered).toBeGreaterThanOrEqual(1 - alpha - 1e-12);
        },
      ),
    );
  });

  test("turns round with the coin, and grows as alpha falls", () => {
    fc.assert(
      fc.property(counted, errorRate, ({ n, x }, alpha) => {
        const [low, high] = clopperPearson(x, n, alpha);
        const [turnedLow, turnedHigh] = clopperPearson(n - x, n, alpha);
        expect(turnedLow).toBeCloseTo(1 - high, 12);
        expect(turnedHigh).toBeCloseTo(1 - low, 12);
        const [lower, higher] = clopperPearson(x, n, alpha / 2);
        expect(lower).toBeLessThanOrEqual(low);
        expect(higher).toBeGreaterThanOrEqual(high);
      }),
    );
  });

  test("of 6080 in 10000 at 5 %", () => {
    expectInterval(clopperPearson(6080, 10_000, 0.05), [0.5983511928313732, 0.6175858668436522]);
  });

  test("refuses no draws, more hits than draws, and error rates outside (0, 1)", () => {
    for (const [x, n, alpha] of [
      [0, 0, 0.05],
      [2, 1, 0.05],
      [-1, 1, 0.05],
      [0.5, 1, 0.05],
      [1, 2, 0],
      [1, 2, 1],
    ] as const) {
      expect(() => clopperPearson(x, n, alpha)).toThrow(RangeError);
    }
  });
});

describe("wilson", () => {
  test("holds the observed share, inside [0, 1], exactly closed at no hits and at all hits", () => {
    fc.assert(
      fc.property(counted, errorRate, ({ n, x }, alpha) => {
        const [low, high] = wilson(x, n, alpha);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(x / n + 1e-15);
        expect(high).toBeGreaterThanOrEqual(x / n - 1e-15);
        expect(high).toBeLessThanOrEqual(1);
        expect(wilson(0, n, alpha)[0]).toBe(0);
        expect(wilson(n, n, alpha)[1]).toBe(1);
      }),
    );
  });
});

describe("known answers", () => {
  test.each(referenceValues["proportion.ci"])("$inputs", ({ inputs: { x, n, alpha }, expected }) => {
    expectInterval(wilson(x, n, alpha), expected.wilson);
    expectInterval(clopperPearson(x, n, alpha), expected.clopperPearson);
  });

  test.each(referenceValues["multinomial.ci"])("$inputs", ({ inputs: { counts, alpha }, expected }) => {
    for (const [intervals, bounds] of [
      [goodman(counts, alpha), expected.goodman],
      [quesenberryHurst(counts, alpha), expected.quesenberryHurst],
    ] as const) {
      for (const [category, interval] of intervals.entries()) {
        expectInterval(interval, [bounds.lower[category] ?? Number.NaN, bounds.upper[category] ?? Number.NaN]);
      }
    }
  });
});
