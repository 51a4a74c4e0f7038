import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chiSquareQuantile } from "../../src/statistics/chiSquareQuantile.ts";
import { chiSquareTails } from "../../src/statistics/chiSquareTails.ts";
import referenceValues from "./referenceValues.json" with { type: "json" };
import { relativeError } from "./relativeError.ts";

const freedom = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 1e6 }));

describe("chiSquareTails", () => {
  test("sum to 1 and move with x", () => {
    fc.assert(
      fc.property(freedom, fc.double({ min: 0, max: 4, noNaN: true }), (df, scale) => {
        const here = chiSquareTails(scale * df, df);
        const further = chiSquareTails(scale * df * 1.001, df);
        expect(Math.exp(here.logLower) + Math.exp(here.logUpper)).toBeCloseTo(1, 11);
        expect(further.logLower).toBeGreaterThanOrEqual(here.logLower);
        expect(further.logUpper).toBeLessThanOrEqual(here.logUpper);
      }),
    );
  });

  test("with two degrees of freedom are exponential", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e5, noNaN: true }), (x) => {
        expect(relativeError(chiSquareTails(x, 2).logUpper, -x / 2)).toBeLessThan(1e-12);
      }),
    );
  });

  test.each(referenceValues["chisq.sf"])("upper: $inputs gives $expected", ({ inputs: { x, df }, expected }) => {
    expect(relativeError(Math.exp(chiSquareTails(x, df).logUpper), expected)).toBeLessThan(1e-10);
  });

  test.each(referenceValues["chisq.cdf"])("lower: $inputs gives $expected", ({ inputs: { x, df }, expected }) => {
    expect(relativeError(Math.exp(chiSquareTails(x, df).logLower), expected)).toBeLessThan(1e-10);
  });

  test.each(referenceValues["chisq.logsf"])("ln upper: $inputs gives $expected", ({ inputs: { x, df }, expected }) => {
    expect(Math.abs(chiSquareTails(x, df).logUpper - expected)).toBeLessThan(1e-9);
  });

  test("refuses negative values and no degrees of freedom", () => {
    expect(() => chiSquareTails(-1, 3)).toThrow(RangeError);
    expect(() => chiSquareTails(1, 0)).toThrow(RangeError);
  });
});

describe("chiSquareQuantile", () => {
  test("undoes the tail", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 1e-12, max: 1 - 1e-6, noNaN: true }),
        (df, tail) => {
          const { logUpper } = chiSquareTails(chiSquareQuantile(tail, df), df);
          expect(relativeError(Math.exp(logUpper), tail)).toBeLessThan(1e-10);
        },
      ),
      { numRuns: 50 },
    );
  });

  test.each(referenceValues["chisq.isf"])("of $inputs is $expected", ({ inputs, expected }) => {
    expect(relativeError(chiSquareQuantile(inputs.upperTail, inputs.df), expected)).toBeLessThan(1e-12);
  });

  test("refuses 0 and 1", () => {
    expect(() => chiSquareQuantile(0, 3)).toThrow(RangeError);
    expect(() => chiSquareQuantile(1, 3)).toThrow(RangeError);
  });
});
