import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaQuantile } from "../../src/statistics/betaQuantile.ts";
import { incompleteBeta } from "../../src/statistics/incompleteBeta.ts";
import referenceValues from "./referenceValues.json" with { type: "json" };
import { relativeError } from "./relativeError.ts";

const parameter = fc.oneof(fc.double({ min: 0.1, max: 20, noNaN: true }), fc.double({ min: 1, max: 1e6, noNaN: true }));
const inside = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

describe("incompleteBeta", () => {
  test("has tails that sum to 1 and trade places when the distribution is turned round", () => {
    fc.assert(
      fc.property(parameter, parameter, inside, (a, b, x) => {
        const tails = incompleteBeta(a, b, x);
        const turned = incompleteBeta(b, a, 1 - x, x);
        expect(Math.exp(tails.logLower) + Math.exp(tails.logUpper)).toBeCloseTo(1, 12);
        expect(relativeError(turned.logLower, tails.logUpper)).toBeLessThan(1e-9);
        expect(relativeError(turned.logUpper, tails.logLower)).toBeLessThan(1e-9);
      }),
    );
  });

  test("rises with x", () => {
    fc.assert(
      fc.property(parameter, parameter, inside, inside, (a, b, x, y) => {
        const low = incompleteBeta(a, b, Math.min(x, y));
        const high = incompleteBeta(a, b, Math.max(x, y));
        expect(high.logLower - low.logLower).toBeGreaterThanOrEqual(-1e-12 * Math.abs(low.logLower));
        expect(low.logUpper - high.logUpper).toBeGreaterThanOrEqual(-1e-12 * Math.abs(high.logUpper));
      }),
    );
  });

  test("is x^a for b = 1", () => {
    fc.assert(
      fc.property(parameter, inside, (a, x) => {
        expect(relativeError(incompleteBeta(a, 1, x).logLower, a * Math.log(x))).toBeLessThan(1e-9);
      }),
    );
  });

  test.each(referenceValues["betainc.reg"])("of $inputs", ({ inputs: { a, b, x }, expected }) => {
    const { logLower, logUpper } = incompleteBeta(a, b, x);
    expect(relativeError(Math.exp(logLower), expected.lower)).toBeLessThan(1e-10);
    expect(relativeError(Math.exp(logUpper), expected.upper)).toBeLessThan(1e-10);
  });

  test("ends at 0 and 1, and refuses what lies beyond", () => {
    expect(incompleteBeta(2, 3, 0)).toEqual({ logLower: Number.NEGATIVE_INFINITY, logUpper: 0 });
    expect(incompleteBeta(2, 3, 1)).toEqual({ logLower: 0, logUpper: Number.NEGATIVE_INFINITY });
    for (const [a, b, x] of [
      [0, 1, 0.5],
      [1, -1, 0.5],
      [1, 1, -0.1],
      [1, 1, 1.1],
      [1, 1, Number.NaN],
    ] as const) {
      expect(() => incompleteBeta(a, b, x)).toThrow(RangeError);
    }
  });
});

describe("betaQuantile", () => {
  test("undoes incompleteBeta", () => {
    fc.assert(
      fc.property(parameter, parameter, fc.double({ min: -500, max: -1e-3, noNaN: true }), (a, b, logLower) => {
        const x = betaQuantile(a, b, logLower);
        fc.pre(x > 1e-300 && x < 1 - 1e-6);
        expect(relativeError(incompleteBeta(a, b, x).logLower, logLower)).toBeLessThan(1e-8);
      }),
      { numRuns: 300 },
    );
  });

  test("of a quarter of the triangle distribution is a half", () => {
    expect(betaQuantile(2, 1, Math.log(0.25))).toBeCloseTo(0.5, 15);
  });

  test("comes back from a guess far beyond the root", () => {
    const x = betaQuantile(0.69, 510, -0.0002);
    expect(relativeError(incompleteBeta(0.69, 510, x).logLower, -0.0002)).toBeLessThan(1e-10);
  });

  test("refuses what is not the logarithm of a tail", () => {
    for (const wrong of [0, 1, Number.NaN]) expect(() => betaQuantile(1, 1, wrong)).toThrow(RangeError);
    expect(betaQuantile(1, 1, Number.NEGATIVE_INFINITY)).toBe(0);
  });
});
