import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logNormalTail } from "../../src/statistics/logNormalTail.ts";
import { normalQuantile, normalQuantileOfLog } from "../../src/statistics/normalQuantile.ts";
import referenceValues from "./referenceValues.json" with { type: "json" };
import { relativeError } from "./relativeError.ts";

describe("normalQuantile", () => {
  test("undoes the normal tail, as far as logarithms reach", () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 300, noNaN: true }), (z) => {
        expect(Math.abs(normalQuantileOfLog(logNormalTail(z)) - z)).toBeLessThan(1e-12 * (1 + Math.abs(z)) ** 2);
      }),
    );
  });

  test("is odd about a half and falls", () => {
    fc.assert(
      fc.property(fc.double({ min: 2 ** -30, max: 0.5, noNaN: true }), (tail) => {
        expect(normalQuantile(1 - tail)).toBeCloseTo(-normalQuantile(tail), 6);
        expect(normalQuantile(tail * 0.999)).toBeGreaterThan(normalQuantile(tail));
      }),
    );
  });

  test.each(referenceValues["normal.isf"])("of $inputs.upperTail is $expected", ({ inputs, expected }) => {
    expect(relativeError(normalQuantile(inputs.upperTail), expected)).toBeLessThan(1e-14);
    expect(relativeError(normalQuantileOfLog(Math.log(inputs.upperTail)), expected)).toBeLessThan(1e-14);
  });

  test.each(referenceValues["normal.logsf"])("the tail beyond $inputs.z is e^$expected", ({ inputs, expected }) => {
    expect(Math.abs(logNormalTail(inputs.z) - expected)).toBeLessThan(1e-9);
  });

  test("ends at infinity, and refuses what is no probability", () => {
    expect(normalQuantile(0)).toBe(Number.POSITIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantileOfLog(Number.NEGATIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    for (const wrong of [-0.1, 1.1, Number.NaN]) expect(() => normalQuantile(wrong)).toThrow(RangeError);
  });
});
