import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundedInteger } from "../../src/engine/boundedInteger.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { logBinomialTail } from "../../src/statistics/binomialTail.ts";
import { defaultKappas, dirichletLogE, mixtureLogE } from "../../src/statistics/dirichletLogE.ts";
import { DirichletProcess } from "../../src/statistics/dirichletProcess.ts";
import { logGamma } from "../../src/statistics/logGamma.ts";
import { fairOver, sequencesOver } from "./fairBet.ts";
import referenceValues from "./referenceValues.json" with { type: "json" };

const kappa = fc.oneof(fc.constantFrom(0.5, ...defaultKappas), fc.double({ min: 0.01, max: 1e7, noNaN: true }));
const weighted = fc
  .array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 })
  .map((weights) => weights.map((weight) => weight / weights.reduce((total, each) => total + each, 0)));
const sequence = fc.array(fc.nat({ max: 4 }), { maxLength: 80 });

function countsOf(draws: readonly number[], categories: number): readonly number[] {
  return Array.from({ length: categories }, (_, category) => draws.filter((draw) => draw === category).length);
}

describe("dirichletLogE", () => {
  test("is the Bayes factor that its gamma functions spell", () => {
    fc.assert(
      fc.property(weighted, fc.array(fc.nat({ max: 500 }), { minLength: 5, maxLength: 5 }), kappa, (ps, raw, k) => {
        const counts = ps.map((_, category) => raw[category] ?? 0);
        const n = counts.reduce((total, count) => total + count, 0);
        const spelled = ps.reduce(
          (total, p, j) =>
            total + logGamma(k * p + (counts[j] ?? 0)) - logGamma(k * p) - (counts[j] ?? 0) * Math.log(p),
          logGamma(k) - logGamma(k + n),
        );
        // The gamma functions cancel: at kappa = 1e7 they leave 9 decimals.
        expect(dirichletLogE(counts, ps, k)).toBeCloseTo(spelled, 6);
      }),
    );
  });

  test("does not care in which order categories are listed, nor for those that can and did get nothing", () => {
    fc.assert(
      fc.property(weighted, sequence, kappa, (ps, draws, k) => {
        const counts = countsOf(
          draws.map((draw) => draw % ps.length),
          ps.length,
        );
        const plain = dirichletLogE(counts, ps, k);
        expect(dirichletLogE([...counts].reverse(), [...ps].reverse(), k)).toBeCloseTo(plain, 9);
        expect(dirichletLogE([...counts, 0], [...ps, 0], k)).toBe(plain);
      }),
    );
  });

  test("is certain once an impossible category was picked", () => {
    expect(dirichletLogE([5, 1], [1, 0], 100)).toBe(Number.POSITIVE_INFINITY);
    expect(mixtureLogE([5, 1], [1, 0])).toBe(Number.POSITIVE_INFINITY);
  });

  test("a mixture lies between its best and its worst, and at most ln 5 below the best", () => {
    fc.assert(
      fc.property(weighted, fc.array(fc.nat({ max: 1e6 }), { minLength: 5, maxLength: 5 }), (ps, raw) => {
        const counts = ps.map((_, category) => raw[category] ?? 0);
        const logs = defaultKappas.map((k) => dirichletLogE(counts, ps, k));
        const mixed = mixtureLogE(counts, ps);
        expect(mixed).toBeLessThanOrEqual(Math.max(...logs) + 1e-9);
        expect(mixed).toBeGreaterThanOrEqual(Math.max(...logs) - Math.log(5) - 1e-9);
      }),
    );
  });

  test.each(referenceValues["lm.logE"])("of $inputs", ({ inputs: { counts, probs, concentration }, expected }) => {
    expect(Math.abs(dirichletLogE(counts, probs, concentration) - expected.logE)).toBeLessThan(1e-9);
  });

  test.each(referenceValues["lm.logE.mixture"])("of the mixture $inputs", ({ inputs, expected }) => {
    const { counts, probs, concentrations } = inputs;
    expect(Math.abs(mixtureLogE(counts, probs, concentrations) - expected.logE)).toBeLessThan(1e-9);
  });

  test.each(referenceValues["lm.phases"])("phases add up", ({ inputs: { phases, concentration }, expected }) => {
    const logs = phases.map(({ counts, probs }) => dirichletLogE(counts, probs, concentration));
    for (const [phase, log] of logs.entries()) {
      expect(Math.abs(log - (expected.phaseLogE[phase] ?? Number.NaN))).toBeLessThan(1e-9);
    }
    const total = logs.reduce((sum, log) => sum + log, 0);
    expect(Math.abs(total - expected.productLogE)).toBeLessThan(1e-9);
  });

  test.each(referenceValues["lm.approx"])("is near its large-n form: $inputs", ({ inputs, expected }) => {
    const { counts, probs, concentration } = inputs;
    const exact = dirichletLogE(counts, probs, concentration);
    expect(Math.abs(exact - expected.exactLogE)).toBeLessThan(1e-9);
    expect(Math.abs(exact - expected.approxLogE)).toBeLessThan(0.02);
  });

  test("refuses counts and probabilities that do not belong together", () => {
    expect(() => dirichletLogE([1, 2], [0.5, 0.6], 1)).toThrow("Probabilities sum to 1; these sum to 1.1.");
    expect(() => dirichletLogE([1, 2, 3], [0.5, 0.5], 1)).toThrow(RangeError);
    expect(() => dirichletLogE([1, -2], [0.5, 0.5], 1)).toThrow(RangeError);
    expect(() => dirichletLogE([1, Number.NaN], [0.5, 0.5], 1)).toThrow(RangeError);
    expect(() => dirichletLogE([1, 2], [1.5, -0.5], 1)).toThrow(RangeError);
    expect(() => dirichletLogE([1, 2], [0.5, 0.5], 0)).toThrow(RangeError);
  });
});

describe("DirichletProcess", () => {
  test("agrees with the closed form after every draw", () => {
    fc.assert(
      fc.property(weighted, sequence, fc.array(kappa, { minLength: 1, maxLength: 4 }), (ps, raw, kappas) => {
        const draws = raw.map((draw) => draw % ps.length);
        const process = new DirichletProcess(ps, kappas);
        for (const [index, draw] of draws.entries()) {
          process.update(draw);
          const closed = mixtureLogE(countsOf(draws.slice(0, index + 1), ps.length), ps, kappas);
          expect(Math.abs(process.logE - closed)).toBeLessThan(1e-9);
        }
      }),
    );
  });

  test("agrees with the closed form after millions of draws, of right shares and of wrong ones", () => {
    for (const total of [5, 6]) {
      const random = namedStream("d1", "picks", total);
      const process = new DirichletProcess([0.6, 0.4]);
      const counts = [0, 0];
      for (let draw = 0; draw < 1_000_000; draw++) {
        const category = boundedInteger(random, total) < 3 ? 0 : 1;
        process.update(category);
        counts[category] = (counts[category] ?? 0) + 1;
      }
      const closed = mixtureLogE(counts, [0.6, 0.4]);
      expect(Math.abs(process.logE - closed)).toBeLessThan(1e-9 * (1 + Math.abs(closed)));
    }
  });

  test("is a fair bet: its expectation is exactly 1 after any number of draws", () => {
    const ps = [0.5, 0.3, 0.2];
    for (const draws of sequencesOver(3, 7))
      expect(fairOver(draws, ps, () => new DirichletProcess(ps, [2, 50]))).toBe(true);
  });

  test("first draw never moves it", () => {
    fc.assert(
      fc.property(weighted, fc.nat(), (ps, seed) => {
        const process = new DirichletProcess(ps);
        process.update(seed % ps.length);
        expect(process.logE).toBeCloseTo(0, 12);
      }),
    );
  });

  test("stays certain after a pick of probability 0", () => {
    const process = new DirichletProcess([1, 0]);
    for (const category of [0, 1, 0, 0]) process.update(category);
    expect(process.logE).toBe(Number.POSITIVE_INFINITY);
  });

  test("refuses a category that does not exist", () => {
    const process = new DirichletProcess([0.5, 0.5]);
    for (const wrong of [2, -1, 0.5]) expect(() => process.update(wrong)).toThrow(RangeError);
  });

  test("on a right router ever reaches 1/alpha with probability at most alpha", () => {
    // 2000 paths at alpha 0.05: more than the upper 1e-9 quantile of 100 false alarms has probability below 1e-9.
    let alarms = 0;
    for (let path = 0; path < 2000; path++) {
      const random = namedStream("e11", "picks", path);
      const process = new DirichletProcess([0.6, 0.4], [1, 10, 100]);
      for (let draw = 0; draw < 300; draw++) {
        process.update(boundedInteger(random, 5) < 3 ? 0 : 1);
        if (process.logE >= Math.log(20)) {
          alarms++;
          break;
        }
      }
    }
    expect(logBinomialTail(alarms, 2000, 0.05, "upper")).toBeGreaterThan(Math.log(1e-9));
  });

  test.each(referenceValues["lm.path"])("walks the path of $inputs.probs", ({ inputs, expected }) => {
    const process = new DirichletProcess(inputs.probs, [inputs.concentration]);
    const path = inputs.sequence.map((category) => {
      process.update(category);
      return process.logE;
    });
    const places = expected.atIndex ?? path.map((_, index) => index + 1);
    for (const [index, place] of places.entries()) {
      expect(Math.abs((path[place - 1] ?? Number.NaN) - (expected.logE[index] ?? Number.NaN))).toBeLessThan(1e-9);
    }
    for (const [index, p] of (expected.sequentialP ?? []).entries()) {
      expect(Math.exp(-Math.max(0, ...path.slice(0, index + 1)))).toBeCloseTo(p, 12);
    }
    if (expected.firstCross1e6 !== undefined) {
      expect(path.findIndex((logE) => logE >= Math.log(1e6)) + 1).toBe(expected.firstCross1e6);
    }
  });
});
