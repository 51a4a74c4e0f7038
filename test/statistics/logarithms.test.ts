import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logComplement } from "../../src/statistics/logComplement.ts";
import { logMean } from "../../src/statistics/logMean.ts";
import { logSum } from "../../src/statistics/logSum.ts";

const probability = fc.double({ min: 1e-300, max: 1, maxExcluded: true, noNaN: true });

describe("logComplement", () => {
  test("is its own inverse where a double can hold the complement", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 0.999, noNaN: true }), (p) => {
        expect(Math.exp(logComplement(logComplement(Math.log(p))))).toBeCloseTo(p, 13);
      }),
    );
  });

  test("keeps the digits at both ends", () => {
    expect(logComplement(-1e-20)).toBe(Math.log(1e-20));
    expect(logComplement(Math.log(1e-20)) / -1e-20).toBeCloseTo(1, 14);
    expect(logComplement(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(logComplement(0)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe("logSum and logMean", () => {
  test("add and average what they are the logarithms of", () => {
    fc.assert(
      fc.property(fc.array(probability, { minLength: 1, maxLength: 6 }), (ps) => {
        const total = ps.reduce((sum, p) => sum + p, 0);
        const logs = ps.map(Math.log);
        expect(logs.reduce(logSum, Number.NEGATIVE_INFINITY)).toBeCloseTo(Math.log(total), 12);
        expect(logMean(logs)).toBeCloseTo(Math.log(total / ps.length), 12);
      }),
    );
  });

  test("never overflow", () => {
    expect(logSum(5000, 5000)).toBe(5000 + Math.LN2);
    expect(logMean([5000, 5000, Number.NEGATIVE_INFINITY, -5000])).toBeCloseTo(5000 - Math.LN2, 12);
    expect(logMean([1, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
    expect(logMean([])).toBe(Number.NEGATIVE_INFINITY);
    expect(logSum(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
  });
});
