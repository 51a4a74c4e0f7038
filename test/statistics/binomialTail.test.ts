import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binomialTails, logBinomialTail } from "../../src/statistics/binomialTail.ts";
import { logBinomialProbability } from "../../src/statistics/logBinomialProbability.ts";
import { logSum } from "../../src/statistics/logSum.ts";
import referenceValues from "./referenceValues.json" with { type: "json" };
import { relativeError } from "./relativeError.ts";

const hitProbability = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1e-9, 0.5, 0.6, 1));
const draws = fc.nat({ max: 300 });

describe("logBinomialTail", () => {
  test("is the sum of the probabilities, on both sides", () => {
    fc.assert(
      fc.property(draws, hitProbability, fc.double({ min: 0, max: 1, noNaN: true }), (n, p, where) => {
        const x = Math.floor(where * n);
        const logs = Array.from({ length: n + 1 }, (_, hits) => logBinomialProbability(hits, n, p));
        const summed = (part: readonly number[]): number => part.reduce(logSum, Number.NEGATIVE_INFINITY);
        const agrees = (actual: number, expected: number): void =>
          actual === expected ? undefined : expect(Math.abs(actual - expected)).toBeLessThan(1e-10);
        agrees(logBinomialTail(x, n, p, "lower"), Math.min(0, summed(logs.slice(0, x + 1))));
        agrees(logBinomialTail(x, n, p, "upper"), Math.min(0, summed(logs.slice(x))));
      }),
    );
  });

  test("turns round with the coin: x heads or fewer are n - x tails or more", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 1e8 }),
        fc.nat({ max: 1024 }),
        fc.double({ min: -8, max: 8, noNaN: true }),
        (n, k, z) => {
          const p = k / 1024;
          const x = Math.floor(n * p + z * Math.sqrt(n * p * (1 - p)));
          const heads = logBinomialTail(x, n, p, "lower");
          expect(relativeError(logBinomialTail(n - x, n, 1 - p, "upper"), heads)).toBeLessThan(1e-10);
        },
      ),
    );
  });

  test("never falls with x below, never rises above, and the two sides meet", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), hitProbability, fc.nat(), (n, p, seed) => {
        const x = seed % (n + 2);
        expect(logBinomialTail(x, n, p, "lower")).toBeGreaterThanOrEqual(logBinomialTail(x - 1, n, p, "lower"));
        expect(logBinomialTail(x, n, p, "upper")).toBeLessThanOrEqual(logBinomialTail(x - 1, n, p, "upper"));
        const { logLower, logUpper } = binomialTails(x, n, p);
        expect(Math.exp(logLower) + Math.exp(logUpper)).toBeCloseTo(1, 10);
      }),
    );
  });

  test.each(referenceValues["binom.tails"])("of $inputs", ({ inputs: { x, n, p }, expected }) => {
    expect(relativeError(Math.exp(logBinomialTail(x, n, p, "lower")), expected.lower)).toBeLessThan(1e-10);
    expect(relativeError(Math.exp(logBinomialTail(x, n, p, "upper")), expected.upper)).toBeLessThan(1e-10);
    expect(Math.abs(logBinomialTail(x, n, p, "upper") - expected.logUpper)).toBeLessThan(1e-9);
  });

  test("of one head or fewer in two tosses is three quarters", () => {
    expect(Math.exp(logBinomialTail(1, 2, 0.5, "lower"))).toBeCloseTo(0.75, 15);
  });

  test("is impossible or certain outside the draws", () => {
    expect(logBinomialTail(-1, 5, 0.3, "lower")).toBe(Number.NEGATIVE_INFINITY);
    expect(logBinomialTail(5, 5, 0.3, "lower")).toBe(0);
    expect(logBinomialTail(6, 5, 0.3, "upper")).toBe(Number.NEGATIVE_INFINITY);
    expect(logBinomialTail(0, 5, 0.3, "upper")).toBe(0);
    expect(logBinomialTail(0, 0, 0.3, "lower")).toBe(0);
    expect(logBinomialTail(1, 9, 0, "upper")).toBe(Number.NEGATIVE_INFINITY);
    expect(logBinomialTail(8, 9, 1, "lower")).toBe(Number.NEGATIVE_INFINITY);
  });

  test("refuses half draws and probabilities outside [0, 1]", () => {
    expect(() => logBinomialTail(1, 1.5, 0.5, "lower")).toThrow(RangeError);
    expect(() => logBinomialTail(0.5, 1, 0.5, "lower")).toThrow(RangeError);
    expect(() => logBinomialTail(1, -1, 0.5, "lower")).toThrow(RangeError);
    expect(() => logBinomialTail(1, 2, 1.5, "lower")).toThrow(RangeError);
    expect(() => logBinomialTail(1, 2, Number.NaN, "upper")).toThrow(RangeError);
  });
});
