import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logGamma } from "../../src/statistics/logGamma.ts";
import { stirlingCorrection } from "../../src/statistics/stirlingCorrection.ts";
import referenceValues from "./referenceValues.json" with { type: "json" };
import { relativeError } from "./relativeError.ts";

describe("logGamma", () => {
  test("is the logarithm of a factorial", () => {
    let logFactorial = 0;
    for (let n = 1; n <= 200; n++) {
      expect(Math.abs(logGamma(n) - logFactorial)).toBeLessThan(1e-14 * (1 + logFactorial));
      logFactorial += Math.log(n);
    }
  });

  test("rises by ln x from x to x + 1", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (x) => {
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(1e-14 * (1 + logGamma(x + 1)));
      }),
    );
  });

  test.each(referenceValues.lgamma)("of $inputs.x is $expected", ({ inputs, expected }) => {
    expect(relativeError(logGamma(inputs.x), expected)).toBeLessThan(1e-14);
  });

  test("refuses what has no logarithm", () => {
    for (const x of [0, -1, Number.NaN]) expect(() => logGamma(x)).toThrow(RangeError);
  });
});

describe("stirlingCorrection", () => {
  test("falls, and lies between 1/(12x + 1) and 1/(12x)", () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e7, noNaN: true }), (x) => {
        expect(stirlingCorrection(x)).toBeLessThanOrEqual(1 / (12 * x));
        expect(stirlingCorrection(x)).toBeGreaterThan(1 / (12 * x + 1));
        expect(stirlingCorrection(x * 1.01)).toBeLessThan(stirlingCorrection(x));
      }),
    );
  });

  test("of 1 is 1 - ln(2 pi)/2", () => {
    expect(stirlingCorrection(1)).toBeCloseTo(1 - Math.log(2 * Math.PI) / 2, 15);
  });
});
