import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binomialTest, logLikelihoodOrderedBinomialTest } from "../../src/statistics/binomialTest.ts";
import { logBinomialProbability } from "../../src/statistics/logBinomialProbability.ts";
import referenceValues from "./referenceValues.json" with { type: "json" };
import { relativeError } from "./relativeError.ts";

const small = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([n, seed, p]) => ({ n, x: seed % (n + 1), p }));

describe("binomialTest", () => {
  test("rejects a true probability at most as often as it says, by enumeration", () => {
    fc.assert(
      fc.property(small, fc.constantFrom(0.5, 0.05, 1e-3), ({ n, p }, alpha) => {
        const outcomes = Array.from({ length: n + 1 }, (_, x) => x);
        const rejecting = (logP: (x: number) => number): number =>
          outcomes
            .filter((x) => logP(x) <= Math.log(alpha))
            .reduce((total, x) => total + Math.exp(logBinomialProbability(x, n, p)), 0);
        expect(rejecting((x) => binomialTest(x, n, p).logDoubled)).toBeLessThanOrEqual(alpha * (1 + 1e-9));
        const ordered = rejecting((x) => logLikelihoodOrderedBinomialTest(x, n, p));
        expect(ordered).toBeLessThanOrEqual(alpha * (1 + 1e-6));
      }),
    );
  });

  test("ordered by likelihood it is the sum over the outcomes that are no likelier", () => {
    fc.assert(
      fc.property(small, ({ n, x, p }) => {
        const limit = Math.exp(logBinomialProbability(x, n, p)) * (1 + 1e-7);
        const summed = Array.from({ length: n + 1 }, (_, y) => Math.exp(logBinomialProbability(y, n, p)))
          .filter((probability) => probability <= limit)
          .reduce((total, probability) => total + probability, 0);
        expect(Math.exp(logLikelihoodOrderedBinomialTest(x, n, p))).toBeCloseTo(summed, 10);
      }),
    );
  });

  test.each(referenceValues["binom.test"])("of $inputs", ({ inputs: { x, n, p }, expected }) => {
    const found = binomialTest(x, n, p);
    expect(relativeError(Math.exp(found.logLower), expected.lower)).toBeLessThan(1e-10);
    expect(relativeError(Math.exp(found.logUpper), expected.upper)).toBeLessThan(1e-10);
    expect(relativeError(Math.exp(found.logDoubled), expected.doubled)).toBeLessThan(1e-10);
    expect(relativeError(Math.exp(logLikelihoodOrderedBinomialTest(x, n, p)), expected.minlike)).toBeLessThan(1e-10);
  });

  test("eight heads in ten tosses: 112 of 1024 outcomes are as lopsided", () => {
    expect(Math.exp(binomialTest(8, 10, 0.5).logDoubled)).toBeCloseTo(112 / 1024, 14);
    expect(Math.exp(logLikelihoodOrderedBinomialTest(8, 10, 0.5))).toBeCloseTo(112 / 1024, 14);
  });

  test("refuses more hits than draws", () => {
    expect(() => binomialTest(3, 2, 0.5)).toThrow("Of 2 draws, 3 cannot have hit.");
    expect(() => logLikelihoodOrderedBinomialTest(-1, 2, 0.5)).toThrow(RangeError);
  });
});
