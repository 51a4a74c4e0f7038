import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acceptanceBand, picksNeeded } from "../../src/statistics/acceptanceBand.ts";
import { acceptanceRange } from "../../src/statistics/acceptanceRange.ts";
import { logBinomialTail } from "../../src/statistics/binomialTail.ts";
import { detectableShift } from "../../src/statistics/detectableShift.ts";
import { tost } from "../../src/statistics/tost.ts";
import referenceValues from "./referenceValues.json" with { type: "json" };
import { relativeError } from "./relativeError.ts";

const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1e-4, 0.2, 0.5, 0.6, 1));
const errorRate = fc.constantFrom(0.2, 0.01, 1e-6, 1e-9);
const draws = fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 1e8 }));

describe("acceptanceRange", () => {
  test("is the narrowest with at most half the false-alarm rate on either side", () => {
    fc.assert(
      fc.property(draws, share, errorRate, (n, p, flake) => {
        const { low, high } = acceptanceRange(n, p, flake);
        const limit = Math.log(flake / 2);
        expect(logBinomialTail(low - 1, n, p, "lower")).toBeLessThanOrEqual(limit);
        expect(logBinomialTail(low, n, p, "lower")).toBeGreaterThan(limit);
        expect(logBinomialTail(high + 1, n, p, "upper")).toBeLessThanOrEqual(limit);
        if (high > 0) expect(logBinomialTail(high, n, p, "upper")).toBeGreaterThan(limit);
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });

  test("of a certain or impossible pick is exactly that", () => {
    expect(acceptanceRange(10, 1, 1e-9)).toEqual({ low: 10, high: 10 });
    expect(acceptanceRange(10, 0, 1e-9)).toEqual({ low: 0, high: 0 });
    expect(acceptanceRange(0, 0.5, 1e-9)).toEqual({ low: 0, high: 0 });
  });
});

describe("acceptanceBand", () => {
  const plan = fc.record({
    p: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    margin: fc.double({ min: 0.005, max: 0.2, noNaN: true }),
    flake: errorRate,
    miss: errorRate,
  });

  test("keeps both promises exactly", () => {
    fc.assert(
      fc.property(plan, (wanted) => {
        const band = acceptanceBand(wanted);
        expect(band.exactFlake).toBeLessThanOrEqual(wanted.flake);
        expect(band.exactMiss).toBeLessThanOrEqual(wanted.miss);
      }),
      { numRuns: 40 },
    );
  });

  test("a pass proves equivalence: the two one-sided tests agree at the miss rate", () => {
    fc.assert(
      fc.property(plan, fc.double({ min: 0, max: 1, noNaN: true }), (wanted, where) => {
        const { n, low, high } = acceptanceBand(wanted);
        const x = low + Math.floor(where * (high - low));
        expect(tost(x, n, wanted.p, wanted.margin).logP).toBeLessThanOrEqual(Math.log(wanted.miss) + 1e-9);
      }),
      { numRuns: 40 },
    );
  });

  test("the draws planned for a margin are enough to detect it", () => {
    fc.assert(
      fc.property(plan, ({ p, margin, flake, miss }) => {
        fc.pre(p - margin > 0 && p + margin < 1);
        const shift = detectableShift(picksNeeded(p, margin, flake, miss), p, flake, miss);
        expect(shift).not.toBeNull();
        expect(shift).toBeLessThanOrEqual(margin + 1e-12);
        expect(shift).toBeGreaterThan(margin * 0.4);
      }),
      { numRuns: 40 },
    );
  });

  test.each(referenceValues["acceptance.band"])("$inputs", ({ inputs: { p, eps, flake, miss }, expected }) => {
    const band = acceptanceBand({ p, margin: eps, flake, miss });
    expect(band).toMatchObject({ n: expected.n, low: expected.acceptLow, high: expected.acceptHigh });
    expect(relativeError(band.exactFlake, expected.exactFlake)).toBeLessThan(1e-10);
    const exactMiss = Math.max(expected.exactMissHigh, expected.exactMissLow);
    expect(relativeError(band.exactMiss, exactMiss)).toBeLessThan(1e-10);
  });

  test("a share of everything: 0.99 of the picks must not pass for 1", () => {
    const { n, low, high, exactFlake, exactMiss } = acceptanceBand({ p: 1, margin: 0.01, flake: 1e-9, miss: 1e-6 });
    expect([low, high, exactFlake]).toEqual([n, n, 0]);
    expect(relativeError(exactMiss, 0.99 ** n)).toBeLessThan(1e-9);
  });

  test("refuses promises that nobody can keep", () => {
    const right = { p: 0.5, margin: 0.01, flake: 1e-9, miss: 1e-6 };
    for (const wrong of [{ p: 1.1 }, { p: Number.NaN }, { margin: 0 }, { flake: 0 }, { flake: 1 }, { miss: -1 }]) {
      expect(() => acceptanceBand({ ...right, ...wrong })).toThrow(RangeError);
    }
  });
});

describe("detectableShift", () => {
  test("is caught on both sides, and a little less is not", () => {
    fc.assert(
      fc.property(draws, share, errorRate, errorRate, (n, p, flake, miss) => {
        const shift = detectableShift(n, p, flake, miss);
        fc.pre(shift !== null);
        const { low, high } = acceptanceRange(n, p, flake);
        const missed = (d: number): number =>
          Math.max(
            p < 1 ? logBinomialTail(high, n, Math.min(1, p + d), "lower") : Number.NEGATIVE_INFINITY,
            p > 0 ? logBinomialTail(low, n, Math.max(0, p - d), "upper") : Number.NEGATIVE_INFINITY,
          );
        expect(missed(shift * (1 + 1e-9))).toBeLessThanOrEqual(Math.log(miss) + 1e-5);
        expect(missed(shift * (1 - 1e-4))).toBeGreaterThan(Math.log(miss));
      }),
    );
  });

  test("is null while a share of 0 or of 1 would pass: too few draws", () => {
    expect(detectableShift(0, 0.5, 1e-9, 1e-6)).toBeNull();
    expect(detectableShift(20, 0.5, 1e-9, 1e-6)).toBeNull();
    expect(detectableShift(1000, 0.001, 1e-9, 1e-6)).toBeNull();
  });

  test("shrinks with the square root of the draws", () => {
    const ratio = (detectableShift(1e6, 0.6, 1e-9, 1e-6) ?? 0) / (detectableShift(1e8, 0.6, 1e-9, 1e-6) ?? 1);
    expect(ratio).toBeCloseTo(10, 1);
  });

  test("of a certain pick asks only for the draws that would show one exception", () => {
    expect(detectableShift(1000, 1, 1e-9, 1e-6)).toBeCloseTo(1 - 1e-6 ** (1 / 1000), 12);
    expect(detectableShift(1000, 0, 1e-9, 1e-6)).toBeCloseTo(1 - 1e-6 ** (1 / 1000), 12);
  });

  test("refuses a miss rate outside (0, 1)", () => {
    expect(() => detectableShift(100, 0.5, 1e-9, 0)).toThrow(RangeError);
  });
});

describe("tost", () => {
  test.each(referenceValues["tost.binomial.exact"])("$inputs", ({ inputs: { x, n, p, margin }, expected }) => {
    const found = tost(x, n, p, margin);
    expect(relativeError(Math.exp(found.logTooLow), expected.pLower)).toBeLessThan(1e-10);
    expect(relativeError(Math.exp(found.logTooHigh), expected.pUpper)).toBeLessThan(1e-10);
    expect(relativeError(Math.exp(found.logP), expected.pTost)).toBeLessThan(1e-10);
  });

  test("too few draws prove nothing", () => {
    expect(Math.exp(tost(3, 5, 0.6, 0.01).logP)).toBeGreaterThan(0.3);
  });

  test("needs no evidence against shares that nobody can have", () => {
    expect(tost(0, 100, 0, 0.1).logTooLow).toBe(Number.NEGATIVE_INFINITY);
    expect(tost(100, 100, 1, 0.1).logTooHigh).toBe(Number.NEGATIVE_INFINITY);
  });
});
