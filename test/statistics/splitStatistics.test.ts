import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestKappa } from "../../src/statistics/bestKappa.ts";
import { logBinomialTail } from "../../src/statistics/binomialTail.ts";
import { errorBudget } from "../../src/statistics/errorBudget.ts";
import { multinomialTest } from "../../src/statistics/multinomialTest.ts";
import { normalQuantile } from "../../src/statistics/normalQuantile.ts";
import { logPoissonBinomialTail, poissonBinomialMoments } from "../../src/statistics/poissonBinomial.ts";
import {
  chiSquareTest,
  cressieRead,
  likelihoodRatio,
  logDivergenceBound,
  pearson,
  powerDivergence,
  williamsCorrection,
} from "../../src/statistics/powerDivergence.ts";
import {
  sizeForAnyShare,
  sizeForHalfWidth,
  sizeToDetect,
  sizeToShowEquivalence,
} from "../../src/statistics/sampleSize.ts";
import { klDivergence, shareDistances } from "../../src/statistics/shareDistances.ts";
import referenceValues from "./referenceValues.json" with { type: "json" };
import { relativeError } from "./relativeError.ts";

const expectNear = (actual: number, expected: number, tolerance = 1e-10): void =>
  expect(relativeError(actual, expected), `${actual} against ${expected}`).toBeLessThan(tolerance);

const counted = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat({ max: 400 })), { minLength: 2, maxLength: 5 })
  .map((rows) => {
    const total = rows.reduce((sum, [weight]) => sum + weight, 0);
    return { ps: rows.map(([weight]) => weight / total), counts: rows.map(([, count]) => count) };
  })
  .filter(({ counts }) => counts.some((count) => count > 0));

describe("multinomialTest", () => {
  test("rejects right probabilities at most as often as it says, in each of its orders, by enumeration", () => {
    const probabilities = [0.5, 0.3, 0.2];
    const n = 9;
    for (const alpha of [0.3, 0.05, 0.01]) {
      const rejected = { byLikelihoodRatio: 0, byProbability: 0, byPearson: 0, total: 0 };
      for (let a = 0; a <= n; a++) {
        for (let b = 0; a + b <= n; b++) {
          const found = multinomialTest([a, b, n - a - b], probabilities);
          rejected.total += found.probability;
          for (const order of ["byLikelihoodRatio", "byProbability", "byPearson"] as const) {
            if (found[order] <= alpha) rejected[order] += found.probability;
          }
        }
      }
      expect(rejected.total).toBeCloseTo(1, 12);
      expect(Math.max(rejected.byLikelihoodRatio, rejected.byProbability, rejected.byPearson)).toBeLessThanOrEqual(
        alpha,
      );
    }
  });

  test.each(referenceValues["multinomial.exact"])("$inputs", ({ inputs: { counts, probs }, expected }) => {
    const found = multinomialTest(counts, probs);
    expectNear(found.byLikelihoodRatio, expected.pLLR);
    expectNear(found.byProbability, expected.pProb);
    expectNear(found.byPearson, expected.pPearson);
    expectNear(found.probability, expected.pmf);
    expect(found.outcomes).toBe(expected.outcomes);
  });

  test("an impossible pick has p = 0, an impossible category changes nothing else", () => {
    expect(multinomialTest([3, 1], [1, 0]).byLikelihoodRatio).toBe(0);
    const { outcomes: _, ...plain } = multinomialTest([3, 1], [0.7, 0.3]);
    expect(multinomialTest([3, 1, 0], [0.7, 0.3, 0])).toMatchObject(plain);
  });

  test("refuses what it cannot enumerate", () => {
    expect(() => multinomialTest([1e6, 1, 1], [0.5, 0.3, 0.2])).toThrow("1000000 can be enumerated");
    expect(() => multinomialTest([1, 1], [0.5, 0.3, 0.2])).toThrow(RangeError);
  });
});

describe("powerDivergence", () => {
  test("is 0 exactly where counts are as expected, and grows with n", () => {
    fc.assert(
      fc.property(counted, fc.constantFrom(pearson, likelihoodRatio, cressieRead, -2), ({ ps, counts }, lambda) => {
        fc.pre(lambda > -1 || counts.every((count) => count > 0));
        const doubled = counts.map((count) => 2 * count);
        const n = counts.reduce((sum, count) => sum + count, 0);
        const { statistic } = powerDivergence(counts, ps, lambda);
        expect(statistic).toBeGreaterThanOrEqual(0);
        expect(powerDivergence(doubled, ps, lambda).statistic).toBeCloseTo(2 * statistic, 6);
        const observed = counts.map((count) => count / n);
        expect(powerDivergence(counts, observed, lambda).statistic).toBeLessThan(1e-9);
      }),
    );
  });

  test.each(referenceValues.gof)("$inputs", ({ inputs: { counts, probs }, expected }) => {
    const n = counts.reduce((sum, count) => sum + count, 0);
    const x2 = powerDivergence(counts, probs, pearson);
    const g = powerDivergence(counts, probs, likelihoodRatio);
    const cr = powerDivergence(counts, probs, cressieRead);
    const corrected = chiSquareTest(g.statistic / williamsCorrection(n, probs), g.df);
    // The statistics of the near-perfect fit are differences of numbers near 333: 1e-16 of those is 1e-11 of them.
    expectNear(x2.statistic, expected.pearson, 1e-9);
    expectNear(g.statistic, expected.g, 1e-9);
    expectNear(cr.statistic, expected.cressieRead, 1e-9);
    expectNear(corrected.statistic, expected.gWilliams, 1e-9);
    expectNear(williamsCorrection(n, probs), expected.williamsQ);
    expect(x2.df).toBe(expected.df);
    for (const [found, p] of [
      [x2, expected.pearsonP],
      [g, expected.gP],
      [cr, expected.cressieReadP],
      [corrected, expected.gWilliamsP],
    ] as const) {
      expectNear(Math.exp(found.logUpper), p);
    }
    expect(Math.abs(x2.logUpper - expected.logPearsonP)).toBeLessThan(1e-9);
  });

  test("is infinite after an impossible pick, and nothing is unusual about a split with one part", () => {
    expect(powerDivergence([1, 1], [1, 0], pearson)).toMatchObject({
      statistic: Number.POSITIVE_INFINITY,
      logUpper: Number.NEGATIVE_INFINITY,
    });
    expect(powerDivergence([7, 0], [1, 0], likelihoodRatio)).toEqual({ statistic: 0, df: 0, logLower: 0, logUpper: 0 });
  });
});

describe("logDivergenceBound", () => {
  test.each(referenceValues["kl.tailBound"])("$inputs", ({ inputs: { nKL, k }, expected }) => {
    expectNear(Math.exp(logDivergenceBound(nKL, k)), expected.bound);
  });

  test("is never below the exact tail, by enumeration", () => {
    const n = 40;
    for (const p of [0.5, 0.7, 0.95]) {
      for (const t of [0.5, 1.5, 3, 6]) {
        let tail = 0;
        for (let x = 0; x <= n; x++) {
          const { statistic } = powerDivergence([x, n - x], [p, 1 - p], likelihoodRatio);
          if (statistic / 2 < t) continue;
          tail += Math.exp(logBinomialTail(x, n, p, "lower")) - Math.exp(logBinomialTail(x - 1, n, p, "lower"));
        }
        expect(tail).toBeLessThanOrEqual(Math.exp(logDivergenceBound(t, 2)));
      }
    }
  });
});

describe("shareDistances", () => {
  test.each(referenceValues.distances)("$inputs", ({ inputs: { counts, probs }, expected }) => {
    const n = counts.reduce((sum, count) => sum + count, 0);
    const found = shareDistances(counts, probs);
    expectNear(found.largest, expected.maxAbs);
    expectNear(found.klNats, expected.klNats);
    expectNear(2 * n * found.klNats, expected.g);
    expectNear(found.hellinger, expected.hellinger);
    expectNear(found.jain, expected.jain);
    expectNear(1 - found.expectedJain, expected.expectedOneMinusJain);
    expectNear(powerDivergence(counts, probs, pearson).statistic / n, expected.chi2Distance);
  });

  test("all vanish where the shares are as expected", () => {
    fc.assert(
      fc.property(counted, ({ counts }) => {
        const n = counts.reduce((sum, count) => sum + count, 0);
        const found = shareDistances(
          counts,
          counts.map((count) => count / n),
        );
        expect([found.largest, found.klNats, found.hellinger]).toEqual([0, 0, 0]);
        expect(found.jain).toBeCloseTo(1, 12);
      }),
    );
    expect(() => shareDistances([0], [1])).toThrow(RangeError);
  });

  test.each(referenceValues["kl.bernoulliRate"])("KL of $inputs", ({ inputs: { p1, p0 }, expected }) => {
    const rate = klDivergence([p1, 1 - p1], [p0, 1 - p0]);
    expectNear(rate, expected.kl);
    expectNear(Math.log(1e6) / rate, expected.requestsFor1e6);
    expect(klDivergence([1, 0], [0, 1])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("plans", () => {
  test.each(referenceValues["samplesize.halfwidth"])("half-width $inputs", ({ inputs, expected }) => {
    expect(sizeForHalfWidth(inputs.p, inputs.halfwidth, inputs.alpha)).toBe(expected.n);
    expect(sizeForAnyShare(inputs.halfwidth, inputs.alpha)).toBe(expected.hoeffdingN);
  });

  test.each(referenceValues["samplesize.test"])("test $inputs", ({ inputs, expected }) => {
    expect(sizeToDetect(inputs.p0, inputs.p1, inputs.alpha, inputs.power)).toBe(expected.n);
  });

  test.each(referenceValues["samplesize.tost"])("equivalence $inputs", ({ inputs, expected }) => {
    expect(sizeToShowEquivalence(inputs.p, inputs.margin, inputs.alpha, inputs.powerAtExactNull)).toBe(expected.n);
  });

  test.each(referenceValues["alpha.split"])("error budget $inputs", ({ inputs: { familywise, checks }, expected }) => {
    const budget = errorBudget(familywise, checks);
    expectNear(budget.each, expected.bonferroni);
    expectNear(budget.eachIndependent, expected.sidak);
    expectNear(budget.logEThreshold, expected.logEThreshold);
    expectNear(normalQuantile(budget.each / 2), expected.zTwoSided);
    expect(() => errorBudget(0, 1)).toThrow(RangeError);
    expect(() => errorBudget(0.1, 0)).toThrow(RangeError);
  });

  test.each(referenceValues["lm.kappaStar"])("best kappa $inputs", ({ inputs: { plannedN, alpha, k }, expected }) => {
    const best = bestKappa(plannedN, alpha, k);
    expectNear(best.kappa, expected.kappa);
    expectNear(best.rejectingPearson, expected.rejectX2);
    expect(() => bestKappa(100, 0.1, 1)).toThrow(RangeError);
  });
});

describe("poissonBinomial", () => {
  test.each(referenceValues["timevarying.z"])("$inputs", ({ inputs: { hits, n, p }, expected }) => {
    const parts = n.map((draws, i) => ({ draws, probability: p[i] ?? Number.NaN }));
    const { mean, variance } = poissonBinomialMoments(parts);
    expectNear(mean, expected.expected);
    expectNear(variance, expected.variance);
    const total = hits.reduce((sum, count) => sum + count, 0);
    expectNear((total - mean) / Math.sqrt(variance), expected.z);
    const tests = hits.map((hit, i) =>
      powerDivergence([hit, (n[i] ?? 0) - hit], [p[i] ?? 0, 1 - (p[i] ?? 0)], pearson),
    );
    const added = tests.reduce((sum, { statistic }) => sum + statistic, 0);
    expectNear(added, expected.perPhaseD);
    expectNear(Math.exp(chiSquareTest(added, hits.length).logUpper), expected.perPhaseP);
  });

  test("bounds the exact tail of draws whose probabilities differ, by convolution", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 25 }), (ps) => {
        let law = [1];
        for (const p of ps) law = [...law, 0].map((mass, x) => mass * (1 - p) + (law[x - 1] ?? 0) * p);
        const parts = ps.map((probability) => ({ draws: 1, probability }));
        const tail = (from: number, to: number): number => law.slice(from, to).reduce((sum, mass) => sum + mass, 0);
        for (let x = 0; x <= ps.length; x++) {
          const lower = Math.exp(logPoissonBinomialTail(x, parts, "lower"));
          const upper = Math.exp(logPoissonBinomialTail(x, parts, "upper"));
          expect(lower).toBeGreaterThanOrEqual(tail(0, x + 1) * (1 - 1e-10) - 1e-15);
          expect(upper).toBeGreaterThanOrEqual(tail(x, law.length) * (1 - 1e-10) - 1e-15);
        }
      }),
    );
  });

  test("is the binomial tail when all probabilities are equal", () => {
    const parts = [
      { draws: 300, probability: 0.25 },
      { draws: 700, probability: 0.25 },
    ];
    expect(logPoissonBinomialTail(200, parts, "lower")).toBe(logBinomialTail(200, 1000, 0.25, "lower"));
    expect(logPoissonBinomialTail(250, parts, "lower")).toBe(0);
  });
});
