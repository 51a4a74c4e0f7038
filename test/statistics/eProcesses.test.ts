import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundedInteger } from "../../src/engine/boundedInteger.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { logBinomialTail } from "../../src/statistics/binomialTail.ts";
import { ConditionalProcess } from "../../src/statistics/conditionalProcess.ts";
import { confidenceSequence } from "../../src/statistics/confidenceSequence.ts";
import { ContextProcess } from "../../src/statistics/contextProcess.ts";
import { Cusum } from "../../src/statistics/cusum.ts";
import { DirichletProcess } from "../../src/statistics/dirichletProcess.ts";
import { MixtureProcess } from "../../src/statistics/mixtureProcess.ts";
import { sequentialEquivalence } from "../../src/statistics/sequentialEquivalence.ts";
import { likelihoodBySwitch, switchInterval } from "../../src/statistics/switchInterval.ts";
import { SwitchProcess } from "../../src/statistics/switchProcess.ts";
import { TiltProcess } from "../../src/statistics/tiltProcess.ts";
import { fairOver, sequencesOver } from "./fairBet.ts";
import referenceValues from "./referenceValues.json" with { type: "json" };
import { smoothRoundRobin } from "./smoothRoundRobin.ts";

const claimed = [0.5, 0.3, 0.2];

describe("every bet is fair: whatever came before, E is expected to stay where it is", () => {
  test.each([
    ["DirichletProcess", () => new DirichletProcess(claimed, [2, 30])],
    ["ContextProcess", () => new ContextProcess(claimed, [0, 1, 2], 2)],
    ["ConditionalProcess", () => new ConditionalProcess(claimed, 1, 5)],
    ["TiltProcess", () => new TiltProcess(claimed)],
    ["MixtureProcess", () => new MixtureProcess([new TiltProcess(claimed), new DirichletProcess(claimed)])],
  ])("%s", (_, make) => {
    for (const draws of sequencesOver(3, 5)) expect(fairOver(draws, claimed, make)).toBe(true);
  });

  test("TiltProcess, with probabilities that change before every draw", () => {
    const before = [0.9, 0.05, 0.05];
    for (const draws of sequencesOver(3, 4)) {
      const make = (): TiltProcess => {
        const process = new TiltProcess(before);
        process.expect(claimed);
        return process;
      };
      expect(fairOver(draws, claimed, make)).toBe(true);
    }
  });

  test("SwitchProcess is no fairer than fair under any switch, by enumeration", () => {
    const old = [0.8, 0.2];
    const after = [0.4, 0.6];
    for (let at = 0; at <= 8; at++) {
      let mean = 0;
      for (const draws of sequencesOver(2, 8)) {
        if (draws.length < 8) continue;
        const process = new SwitchProcess(old, after, [2, 2]);
        let probability = 1;
        for (const [index, draw] of draws.entries()) {
          process.update(draw);
          probability *= (index < at ? old : after)[draw] ?? 0;
        }
        mean += probability * Math.exp(process.logE);
      }
      expect(mean).toBeLessThanOrEqual(1 + 1e-12);
    }
  });
});

describe("ContextProcess", () => {
  test.each(referenceValues["lm.context.logE"])("$inputs.probs", ({ inputs, expected }) => {
    const process = new ContextProcess(inputs.probs, inputs.orders, inputs.concentration);
    for (const category of inputs.sequence) process.update(category);
    for (const [index, logE] of process.logEByOrder.entries()) {
      expect(Math.abs(logE - (expected.logEByOrder[index] ?? Number.NaN))).toBeLessThan(1e-9);
    }
    expect(Math.abs(process.logE - expected.logEMixture)).toBeLessThan(1e-9);
  });

  test.each([
    [[3, 2], 43],
    [[4, 1], 53],
    [[1, 1], 31],
    [[5, 1, 1], 40],
    [[7, 3], 57],
    [[13, 7], 45],
    [[4, 3, 2, 1], 33],
  ])("catches smooth round-robin of %j at pick %d, where every test of the split is pleased", (weights, expected) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const process = new ContextProcess(weights.map((weight) => weight / total));
    let picks = 0;
    for (const pick of smoothRoundRobin(weights)) {
      process.update(pick);
      picks++;
      if (process.logE >= Math.log(1e6)) break;
    }
    expect(picks).toBe(expected);
  });

  test("leaves independent picks alone: at alpha 0.01 few paths ever cross", () => {
    // 1000 paths: more crossings than the upper 1e-9 quantile of 10 have probability below 1e-9.
    let alarms = 0;
    for (let path = 0; path < 1000; path++) {
      const random = namedStream("c0", "picks", path);
      const process = new ContextProcess([0.6, 0.4]);
      let highest = 0;
      for (let draw = 0; draw < 300; draw++) {
        process.update(boundedInteger(random, 5) < 3 ? 0 : 1);
        highest = Math.max(highest, process.logE);
      }
      if (highest >= Math.log(100)) alarms++;
    }
    expect(logBinomialTail(alarms, 1000, 0.01, "upper")).toBeGreaterThan(Math.log(1e-9));
  });

  test("drops orders with too many contexts, and stays certain after an impossible pick", () => {
    const wide = new ContextProcess(Array.from({ length: 50 }, () => 1 / 50));
    expect(wide.logEByOrder).toHaveLength(3);
    const process = new ContextProcess([1, 0]);
    for (const category of [0, 1, 0]) process.update(category);
    expect(process.logE).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("ConditionalProcess", () => {
  test("sees that one worker copies another, where each alone looks right", () => {
    const random = namedStream("c1", "picks", 0);
    const alone = new DirichletProcess([0.6, 0.4]);
    const together = new ConditionalProcess([0.6, 0.4], 2, 2);
    for (let draw = 0; draw < 60; draw++) {
      const pick = boundedInteger(random, 5) < 3 ? 0 : 1;
      together.given(pick);
      together.update(pick);
      alone.update(pick);
    }
    expect(alone.logE).toBeLessThan(Math.log(1e3));
    expect(together.logE).toBeGreaterThan(Math.log(1e9));
  });

  test("refuses contexts and categories that do not exist", () => {
    const process = new ConditionalProcess([0.6, 0.4], 2, 2);
    expect(() => process.given(2)).toThrow(RangeError);
    expect(() => process.update(2)).toThrow(RangeError);
    expect(() => new ConditionalProcess([0.6, 0.4], 0, 2)).toThrow(RangeError);
    expect(() => new ConditionalProcess([0.6, 0.4], 1, 0)).toThrow(RangeError);
  });
});

describe("TiltProcess", () => {
  // For two categories a tilt of one is the opposite tilt of the other, so that one category's grid is all of it.
  test.each(referenceValues["tilt.logE"])("$inputs.phases", ({ inputs, expected }) => {
    const process = new TiltProcess([0.5, 0.5], inputs.thetaGrid);
    for (const { counts, probs } of inputs.phases) {
      process.expect(probs);
      for (const [category, count] of counts.entries()) for (let i = 0; i < count; i++) process.update(category);
    }
    expect(Math.abs(process.logE - expected.logE)).toBeLessThan(1e-9);
  });

  test("catches a router that lags behind a ramp, which the mean share hides", () => {
    const random = namedStream("71", "picks", 0);
    const process = new TiltProcess([1, 0]);
    for (let draw = 0; draw < 20_000 && process.logE < Math.log(1e9); draw++) {
      const share = 0.2 + (0.6 * draw) / 20_000;
      process.expect([share, 1 - share]);
      process.update(boundedInteger(random, 1_000_000) < 1_000_000 * (share - 0.1) ? 0 : 1);
    }
    expect(process.logE).toBeGreaterThanOrEqual(Math.log(1e9));
  });

  test("is certain after a pick of a deployment that was drained at that moment, and only then", () => {
    const process = new TiltProcess([1, 0]);
    process.update(0);
    process.expect([0.5, 0.5]);
    process.update(1);
    expect(process.logE).toBeLessThan(1);
    process.expect([0, 1]);
    process.update(0);
    expect(process.logE).toBe(Number.POSITIVE_INFINITY);
    expect(() => process.update(2)).toThrow(RangeError);
    expect(() => process.expect([1])).toThrow(RangeError);
  });
});

describe("confidenceSequence", () => {
  test.each(referenceValues["lm.cs.binary"])("$inputs", ({ inputs: { counts, priorAlpha, alpha }, expected }) => {
    const [[low, high] = [Number.NaN, Number.NaN]] = confidenceSequence(counts, priorAlpha, alpha);
    expect(Math.abs(low - (expected[0] ?? Number.NaN))).toBeLessThan(1e-12);
    expect(Math.abs(high - (expected[1] ?? Number.NaN))).toBeLessThan(1e-12);
  });

  test.each(referenceValues["lm.cs.multinomial"])("$inputs", ({ inputs: { counts, priorAlpha, alpha }, expected }) => {
    for (const [j, [low, high]] of confidenceSequence(counts, priorAlpha, alpha).entries()) {
      expect(Math.abs(low - (expected.lower[j] ?? Number.NaN))).toBeLessThan(1e-12);
      expect(Math.abs(high - (expected.upper[j] ?? Number.NaN))).toBeLessThan(1e-12);
    }
  });

  test("leaves out p_j exactly when the bet against the best split with that share has won", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 500 }),
        fc.nat({ max: 500 }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (x, y, p) => {
          const prior = [50 * p, 50 * (1 - p)];
          const process = new DirichletProcess([p, 1 - p], [50]);
          for (let i = 0; i < x; i++) process.update(0);
          for (let i = 0; i < y; i++) process.update(1);
          fc.pre(Math.abs(process.logE - Math.log(20)) > 1e-6);
          const [[low, high] = [1, 0]] = confidenceSequence([x, y], prior, 0.05);
          expect(low <= p && p <= high).toBe(process.logE < Math.log(20));
        },
      ),
    );
  });

  test("knows nothing without draws, and refuses what is no prior and no error rate", () => {
    expect(confidenceSequence([0, 0], [1, 1], 0.05)).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(() => confidenceSequence([1, 1], [0, 1], 0.05)).toThrow(RangeError);
    expect(() => confidenceSequence([1, 1], [1, 1], 1)).toThrow(RangeError);
  });
});

describe("sequentialEquivalence", () => {
  const claim = { probabilities: [0.6, 0.4], margin: 0.02, alpha: 1e-6, kappa: 600 };

  test("says nothing at first, passes a right split and fails a wrong one", () => {
    expect(sequentialEquivalence([6, 4], claim)).toBe("inconclusive");
    expect(sequentialEquivalence([60_000, 40_000], claim)).toBe("pass");
    expect(sequentialEquivalence([57_000, 43_000], claim)).toBe("fail");
    expect(sequentialEquivalence([60_010, 39_990], { ...claim, margin: 0.001 })).toBe("inconclusive");
  });

  test("needs every share inside, on both sides: the others cannot vouch for one that may be too high or too low", () => {
    const four = { probabilities: [0.4, 0.2, 0.2, 0.2], margin: 0.0125, alpha: 1e-6, kappa: 600 };
    expect(sequentialEquivalence([40_500, 19_833, 19_833, 19_834], four)).toBe("inconclusive");
    expect(sequentialEquivalence([39_500, 20_167, 20_167, 20_166], four)).toBe("inconclusive");
    expect(sequentialEquivalence([39_500, 20_167, 20_167, 20_166], { ...four, margin: 0.016 })).toBe("pass");
  });
});

describe("SwitchProcess", () => {
  test.each(referenceValues["lm.unknownSwitch"])("$inputs.pOld to $inputs.pNew", ({ inputs, expected }) => {
    const known = { before: inputs.pOld, after: inputs.pNew, prior: inputs.priorAlpha };
    const found = switchInterval(inputs.sequence, known, 1e-6);
    expect(found.mostLikely).toBe(expected.mleSwitch);
    expect(Math.abs(found.logE - expected.logE)).toBeLessThan(1e-9);
    for (const [s, logLikelihood] of likelihoodBySwitch(inputs.sequence, known).entries()) {
      expect(Math.abs(logLikelihood - (expected.logLikBySwitch[s] ?? Number.NaN))).toBeLessThan(1e-9);
    }
  });

  const known = { before: [0.8, 0.2], after: [0.3, 0.7], prior: [5, 5] };

  test("finds the true switch within its interval", () => {
    fc.assert(
      fc.property(fc.nat({ max: 400 }), fc.integer({ min: 0, max: 2 ** 31 }), (at, seed) => {
        // At 1e-9 a run, a hundred right runs fail with probability below 1e-7.
        const random = namedStream("5", "picks", seed);
        const draws = Array.from({ length: 400 }, (_, i) => (boundedInteger(random, 10) < (i < at ? 8 : 3) ? 0 : 1));
        const { possible, mostLikely } = switchInterval(draws, known, 1e-9);
        const [first, last] = possible ?? [Number.NaN, Number.NaN];
        expect(first).toBeLessThanOrEqual(at);
        expect(last).toBeGreaterThanOrEqual(at);
        expect(first).toBeLessThanOrEqual(mostLikely);
        expect(last).toBeGreaterThanOrEqual(mostLikely);
      }),
    );
  });

  test("of switches that explain the draws equally well it takes the earliest", () => {
    const same = { before: [0.5, 0.3, 0.2], after: [0.5, 0.2, 0.3], prior: [1, 1, 1] };
    expect(switchInterval([1, 0, 0, 2], same, 1e-9).mostLikely).toBe(1);
    expect(switchInterval([0, 0], same, 1e-9).mostLikely).toBe(0);
  });

  test("a switch between certainties is seen to the draw, and a draw that none explains is proof", () => {
    const swap = { before: [1, 0], after: [0, 1], prior: [1, 1] };
    expect(switchInterval([0, 0, 0, 1, 1], swap, 1e-9)).toMatchObject({ mostLikely: 3, possible: [3, 3] });
    expect(switchInterval([0, 1, 0], swap, 1e-9)).toMatchObject({ possible: null, logE: Number.POSITIVE_INFINITY });
    expect(() => new SwitchProcess([1, 0], [1], [1, 1])).toThrow(RangeError);
    expect(() => new SwitchProcess([1, 0], [0, 1], [1, 0])).toThrow(RangeError);
    expect(() => new SwitchProcess([1, 0], [0, 1], [1, 1]).update(2)).toThrow(RangeError);
  });
});

describe("Cusum", () => {
  test.each(referenceValues.cusum)("$inputs.pOld to $inputs.pNew", ({ inputs, expected }) => {
    const cusum = new Cusum(inputs.pOld, inputs.pNew);
    for (const [index, category] of inputs.sequence.entries()) {
      cusum.update(category);
      expect(Math.abs(cusum.statistic - (expected.path[index] ?? Number.NaN))).toBeLessThan(1e-12);
    }
    expect(Math.abs(cusum.statistic - expected.final)).toBeLessThan(1e-12);
  });

  test("knows at once what only the new distribution allows, and starts afresh on what only the old one does", () => {
    const cusum = new Cusum([1, 0, 0], [0, 1, 0]);
    cusum.update(2);
    expect(cusum.statistic).toBe(0);
    cusum.update(1);
    expect(cusum.statistic).toBe(Number.POSITIVE_INFINITY);
    const back = new Cusum([0.5, 0.5], [1, 0]);
    for (const category of [0, 0, 1]) back.update(category);
    expect(back.statistic).toBe(0);
    expect(() => back.update(2)).toThrow(RangeError);
    expect(() => new Cusum([1], [0.5, 0.5])).toThrow(RangeError);
  });

  test("alarms falsely at least e^h draws apart, on average", () => {
    // h = ln 100: runs of at least 100 draws on average, whose length is about geometric. With 300 runs the mean is
    // below 100 (1 - 6/sqrt(300)) = 65 with probability below 1e-8.
    const random = namedStream("c5", "picks", 0);
    let draws = 0;
    for (let run = 0; run < 300; run++) {
      const cusum = new Cusum([0.6, 0.4], [0.4, 0.6]);
      while (cusum.statistic < Math.log(100)) {
        cusum.update(boundedInteger(random, 5) < 3 ? 0 : 1);
        draws++;
      }
    }
    expect(draws / 300).toBeGreaterThan(65);
  });
});

test("a mixture of nothing is refused", () => {
  expect(() => new MixtureProcess([])).toThrow(RangeError);
});
