import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundedInteger } from "../../src/engine/boundedInteger.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { autocorrelation, crossCorrelation } from "../../src/statistics/autocorrelation.ts";
import { dispersion, multinomialDispersion } from "../../src/statistics/dispersion.ts";
import { gapTest } from "../../src/statistics/gapTest.ts";
import { logChoose } from "../../src/statistics/logChoose.ts";
import { exactRuns, runsTest } from "../../src/statistics/runsTest.ts";
import { serialPairs } from "../../src/statistics/serialPairs.ts";
import referenceValues from "./referenceValues.json" with { type: "json" };
import { relativeError } from "./relativeError.ts";
import { smoothRoundRobin } from "./smoothRoundRobin.ts";

const expectNear = (actual: number, expected: number, tolerance = 1e-10): void =>
  expect(relativeError(actual, expected), `${actual} against ${expected}`).toBeLessThan(tolerance);

function rota(weights: readonly number[], picks: number): readonly number[] {
  const turns = smoothRoundRobin(weights);
  return Array.from({ length: picks }, () => turns.next().value);
}

function chance(name: string, picks: number): readonly number[] {
  const random = namedStream("5e9", name, 0);
  return Array.from({ length: picks }, () => (boundedInteger(random, 5) < 3 ? 0 : 1));
}

function hitsIn(picks: readonly number[], size: number): readonly number[] {
  return Array.from(
    { length: Math.floor(picks.length / size) },
    (_, window) => picks.slice(window * size, (window + 1) * size).filter((pick) => pick === 0).length,
  );
}

describe("dispersion", () => {
  test.each(referenceValues["dispersion.known"])("$inputs", ({ inputs: { windowCounts, w, p }, expected }) => {
    const found = dispersion(windowCounts, w, p);
    expectNear(found.statistic, expected.D);
    expectNear(found.index, expected.index);
    expect(found.df).toBe(expected.df);
    expectNear(Math.exp(found.logLower), expected.pLower);
    expectNear(Math.exp(found.logUpper), expected.pUpper);
  });

  test.each(referenceValues["dispersion.multinomial"])("$inputs", ({ inputs: { windows, probs }, expected }) => {
    const found = multinomialDispersion(windows, probs);
    expectNear(found.statistic, expected.D);
    expectNear(found.index, expected.index);
    expect(found.df).toBe(expected.df);
    expectNear(Math.exp(found.logLower), expected.pLower);
    expectNear(Math.exp(found.logUpper), expected.pUpper);
  });

  test("a rota is far too regular, picks doubled far too clumped, chance neither", () => {
    expect(dispersion(hitsIn(rota([3, 2], 3000), 100), 100, 0.6).logLower).toBeLessThan(Math.log(1e-9));
    const picks = chance("dispersion", 3000);
    const doubled = picks.flatMap((pick) => [pick, pick, pick]);
    expect(dispersion(hitsIn(doubled, 100), 100, 0.6).logUpper).toBeLessThan(Math.log(1e-9));
    const plain = dispersion(hitsIn(picks, 100), 100, 0.6);
    expect(Math.min(plain.logLower, plain.logUpper)).toBeGreaterThan(Math.log(1e-9));
  });

  test("two categories give the same as one of them", () => {
    const hits = hitsIn(chance("two", 2000), 50);
    const both = multinomialDispersion(
      hits.map((count) => [count, 50 - count]),
      [0.6, 0.4],
    );
    expectNear(both.statistic, dispersion(hits, 50, 0.6).statistic);
    expect(() => dispersion([], 10, 0.5)).toThrow(RangeError);
    expect(() => dispersion([1], 10, 1)).toThrow(RangeError);
  });
});

describe("runsTest", () => {
  test.each(referenceValues["runs.test"])("two kinds: $expected.runs runs", ({ inputs: { sequence }, expected }) => {
    const found = runsTest(sequence, 2);
    expect(found.runs).toBe(expected.runs);
    expectNear(found.mean, expected.mean);
    expectNear(found.variance, expected.variance);
    expectNear(found.z, expected.z);
    const tails = exactRuns(found.runs, expected.n1, expected.n2);
    expectNear(Math.exp(tails.logLower), expected.exactLower);
    expectNear(Math.exp(tails.logUpper), expected.exactUpper);
  });

  test.each(referenceValues["runs.kcategory"])("$expected.counts: $expected.runs runs", ({ inputs, expected }) => {
    const found = runsTest(inputs.sequence, expected.counts.length);
    expect(found.runs).toBe(expected.runs);
    expectNear(found.mean, expected.mean);
    expectNear(found.variance, expected.variance);
    expectNear(found.z, expected.z);
  });

  test("mean, variance and exact tails are those of all orders of the picks", () => {
    const picks = [0, 0, 0, 1, 1, 0, 1];
    const seen = [...orders(picks)].map((order) => runsTest(order, 2).runs);
    const mean = seen.reduce((sum, runs) => sum + runs, 0) / seen.length;
    const found = runsTest(picks, 2);
    expectNear(found.mean, mean);
    expectNear(found.variance, seen.reduce((sum, runs) => sum + (runs - mean) ** 2, 0) / seen.length);
    for (let runs = 1; runs <= 8; runs++) {
      const tails = exactRuns(runs, 4, 3);
      expect(Math.exp(tails.logLower)).toBeCloseTo(seen.filter((each) => each <= runs).length / seen.length, 12);
      expect(Math.exp(tails.logUpper)).toBeCloseTo(seen.filter((each) => each >= runs).length / seen.length, 12);
    }
  });

  test("one kind is one run, nothing is no run", () => {
    expect(runsTest([0, 0, 0], 2)).toEqual({ runs: 1, mean: 1, variance: 0, z: 0 });
    expect(runsTest([], 2)).toEqual({ runs: 0, mean: 0, variance: 0, z: 0 });
    expect(() => exactRuns(1, 0, 5)).toThrow(RangeError);
    expect(exactRuns(2, 1, 1).logLower).toBeCloseTo(0, 12);
    expect(exactRuns(2, 1, 1).logUpper).toBeCloseTo(0, 12);
  });
});

describe("serialPairs", () => {
  test.each(referenceValues["serial.pairs"])("$expected.transitions", ({ inputs: { sequence, probs }, expected }) => {
    const found = serialPairs(sequence, probs);
    expect(found.transitions).toEqual(expected.transitions);
    expectNear(found.independence.statistic, expected.independenceX2);
    expect(found.independence.df).toBe(expected.independenceDf);
    expectNear(Math.exp(found.independence.logUpper), expected.independenceP);
    expectNear(found.known.statistic, expected.goodX2);
    expect(found.known.df).toBe(expected.goodDf);
    expectNear(Math.exp(found.known.logUpper), expected.goodP);
  });

  test("refuses categories that cannot be picked", () => {
    expect(() => serialPairs([0, 0], [1, 0])).toThrow(RangeError);
  });
});

describe("autocorrelation", () => {
  test.each(referenceValues["autocorr.known"])("lag $inputs.lag: r $expected.r", ({ inputs, expected }) => {
    const found = autocorrelation(inputs.sequence, 0, inputs.p, inputs.lag);
    expectNear(found.r, expected.r);
    expectNear(found.z, expected.z);
  });

  test("is 1 at the period of any rota", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 4 }), (weights) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const p = (weights[0] ?? 0) / total;
        expect(autocorrelation(rota(weights, 10 * total), 0, p, total).r).toBeCloseTo(1, 9);
      }),
    );
    expect(() => autocorrelation([0, 1], 0, 0.5, 2)).toThrow(RangeError);
    expect(() => autocorrelation([0, 1], 0, 0.5, 0)).toThrow(RangeError);
  });
});

describe("crossCorrelation", () => {
  test.each(referenceValues["crossworker.z"])("z $expected.z", ({ inputs: { a, b, p, category }, expected }) => {
    expectNear(crossCorrelation(a, b, category, p).z, expected.z);
  });

  test("of a stream with itself is about the square root of its length, of two streams it is noise", () => {
    const picks = chance("one", 10_000);
    expect(crossCorrelation(picks, picks, 0, 0.6).z).toBeGreaterThan(90);
    // |z| > 6.2 has probability below 1e-9.
    expect(Math.abs(crossCorrelation(picks, chance("other", 10_000), 0, 0.6).z)).toBeLessThan(6.2);
    expect(() => crossCorrelation([], picks, 0, 0.6)).toThrow(RangeError);
  });
});

describe("gapTest", () => {
  test.each(referenceValues["gap.test"])("category $inputs.category, tail $inputs.t", ({ inputs, expected }) => {
    const found = gapTest(inputs.sequence, inputs.category, inputs.p, inputs.t);
    expect(found.gaps).toBe(expected.gaps);
    expect(found.observed).toEqual(expected.observed);
    for (const [g, each] of found.expected.entries()) expectNear(each, expected.expected[g] ?? Number.NaN);
    expectNear(found.statistic, expected.x2);
    expect(found.df).toBe(expected.df);
    expectNear(Math.exp(found.logUpper), expected.p);
  });

  test("expects as many gaps as it saw", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 2 })),
        fc.integer({ min: 1, max: 6 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (picks, tail, p) => {
          const found = gapTest(picks, 0, p, tail);
          const hits = picks.filter((pick) => pick === 0).length;
          expect(found.gaps).toBe(Math.max(0, hits - 1));
          expect(found.expected.reduce((sum, each) => sum + each, 0)).toBeCloseTo(found.gaps, 9);
        },
      ),
    );
    expect(() => gapTest([0], 0, 1, 2)).toThrow(RangeError);
    expect(() => gapTest([0], 0, 0.5, 0)).toThrow(RangeError);
  });
});

describe("logChoose", () => {
  test("obeys Pascal's rule", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(), (n, seed) => {
        const k = seed % (n + 1);
        const whole =
          Math.exp(logChoose(n - 1, k - 1) - logChoose(n, k)) + Math.exp(logChoose(n - 1, k) - logChoose(n, k));
        expect(whole).toBeCloseTo(1, 10);
      }),
    );
    expect(Math.exp(logChoose(5, 2))).toBeCloseTo(10, 12);
  });
});

/** Every order of the picks, equal ones told apart. */
function* orders(picks: readonly number[]): Generator<readonly number[]> {
  if (picks.length === 0) yield [];
  for (const [index, first] of picks.entries()) {
    for (const rest of orders(picks.toSpliced(index, 1))) yield [first, ...rest];
  }
}
