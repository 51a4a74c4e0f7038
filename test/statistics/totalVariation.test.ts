import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logBinomialProbability } from "../../src/statistics/logBinomialProbability.ts";
import {
  expectedTotalVariationDistance,
  totalVariationDistance,
  totalVariationThreshold,
} from "../../src/statistics/totalVariation.ts";
import referenceValues from "./referenceValues.json" with { type: "json" };
import { relativeError } from "./relativeError.ts";

describe("totalVariationDistance", () => {
  test("is 0 for what was expected, 1 for what was impossible, and between otherwise", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1000 }), { minLength: 2, maxLength: 5 }), (counts) => {
        const n = counts.reduce((total, count) => total + count, 0);
        fc.pre(n > 0);
        const observed = counts.map((count) => count / n);
        expect(totalVariationDistance(counts, observed)).toBeLessThan(1e-15);
        const turned = totalVariationDistance(counts, [...observed].reverse());
        expect(turned).toBeGreaterThanOrEqual(0);
        expect(turned).toBeLessThanOrEqual(1 + 1e-15);
      }),
    );
    expect(totalVariationDistance([7, 0], [0, 1])).toBe(1);
  });

  test("one pick in a hundred misplaced is 0.01", () => {
    expect(totalVariationDistance([41, 59], [0.4, 0.6])).toBeCloseTo(0.01, 15);
  });

  test.each(referenceValues.distances)("$inputs", ({ inputs, expected }) => {
    expect(relativeError(totalVariationDistance(inputs.counts, inputs.probs), expected.tvd)).toBeLessThan(1e-10);
  });

  test("needs counts", () => {
    expect(() => totalVariationDistance([0, 0], [0.5, 0.5])).toThrow("Without counts there is no distance.");
    expect(() => totalVariationDistance([1], [0.5, 0.5])).toThrow(RangeError);
  });
});

describe("expectedTotalVariationDistance", () => {
  test("is the mean over all outcomes of two deployments", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p) => {
        let mean = 0;
        for (let x = 0; x <= n; x++) {
          const probability = Math.exp(logBinomialProbability(x, n, p));
          mean += probability * totalVariationDistance([x, n - x], [p, 1 - p]);
        }
        expect(expectedTotalVariationDistance(n, [p, 1 - p])).toBeCloseTo(mean, 12);
      }),
    );
  });

  test.each(referenceValues["tvd.expected"])("$inputs gives $expected.exact", ({ inputs: { n, probs }, expected }) => {
    expect(relativeError(expectedTotalVariationDistance(n, probs), expected.exact)).toBeLessThan(1e-10);
  });

  test("of draws that can only fall in one place is 0", () => {
    expect(expectedTotalVariationDistance(1000, [1, 0])).toBe(0);
    expect(() => expectedTotalVariationDistance(0, [1, 0])).toThrow(RangeError);
  });
});

describe("totalVariationThreshold", () => {
  test.each(referenceValues["tvd.threshold"])("$inputs", ({ inputs: { n, probs, alpha }, expected }) => {
    expect(relativeError(totalVariationThreshold(n, probs, alpha), expected.threshold)).toBeLessThan(1e-10);
  });

  test("is exceeded no more often than stated, by enumeration", () => {
    for (const [n, p, alpha] of [
      [30, 0.6, 0.05],
      [50, 0.9, 0.01],
      [20, 0.5, 0.3],
    ] as const) {
      const threshold = totalVariationThreshold(n, [p, 1 - p], alpha);
      let beyond = 0;
      for (let x = 0; x <= n; x++) {
        if (totalVariationDistance([x, n - x], [p, 1 - p]) < threshold) continue;
        beyond += Math.exp(logBinomialProbability(x, n, p));
      }
      expect(beyond).toBeLessThanOrEqual(alpha);
    }
  });
});
