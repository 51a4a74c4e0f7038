import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { namedStream } from "../../../src/engine/seed.ts";
import { standardNormal } from "../../../src/engine/standardNormal.ts";
import { compareMeasure } from "../../../src/experiment/comparison/compareMeasure.ts";
import type { MeasuredPhase } from "../../../src/experiment/comparison/measuredPhase.ts";

const measured: MeasuredPhase = {
  measure: "response:p95",
  phase: "total",
  metric: { name: "response" },
  statistic: { kind: "quantile", q: 0.95 },
  fromMs: 0,
  toMs: 1000,
};
const both = ["weighted-random", "even-load"] as const;
const rates = { alpha: 0.05, delta: null };
const sample = fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 2, maxLength: 12 });

function within(interval: readonly [number, number] | null, truth: number): boolean {
  return interval !== null && interval[0] <= truth && truth <= interval[1];
}

function worseThanBest(means: readonly number[], i: number): number {
  return (means[i] ?? 0) - Math.min(...means.filter((_, j) => j !== i));
}

describe("compareMeasure", () => {
  test("finds no difference between a strategy and itself", () => {
    fc.assert(
      fc.property(sample, (values) => {
        const { strategies, pairs } = compareMeasure(measured, both, [values, values], rates);
        expect(pairs).toMatchObject([{ difference: 0, interval: [0, 0] }]);
        for (const { standing } of strategies) expect(standing).toMatchObject({ worseBy: [0, 0], mayBeBest: true });
      }),
    );
  });

  /**
   * 2000 comparisons of three strategies over ten replications with a common part, normal values, true means 10, 10 and
   * 10.5. That any interval misses must have a probability of 0.1 at most; more than 265 misses then have one below 1e-6
   * (binomial, mean 200). Bonferroni may be cautious, but not so that fewer than 40 miss: at a tenth of what is allowed
   * that has a probability below 1e-9 (binomial, mean 100 where half of it is used). The seed is fixed.
   */
  test("misses the truth with any of its intervals no more often than alpha, all of them together", () => {
    const random = namedStream("c0fe", "coverage", 0);
    const means = [10, 10, 10.5];
    const three = ["weighted-random", "even-load", "stride"];
    let misses = 0;
    for (let trial = 0; trial < 2000; trial++) {
      const common = Array.from({ length: 10 }, () => 2 * standardNormal(random));
      const values = means.map((mean) => common.map((shared) => mean + shared + standardNormal(random)));
      const { strategies, pairs } = compareMeasure(measured, three, values, { alpha: 0.1, delta: null });
      const holds = [
        ...strategies.map(({ interval }, i) => within(interval, means[i] ?? 0)),
        ...strategies.map(({ standing }, i) => within(standing?.worseBy ?? null, worseThanBest(means, i))),
        ...pairs.map(({ first, second, interval }) =>
          within(interval, (means[three.indexOf(first)] ?? 0) - (means[three.indexOf(second)] ?? 0)),
        ),
      ];
      if (holds.includes(false)) misses++;
    }
    expect(misses).toBeLessThanOrEqual(265);
    expect(misses).toBeGreaterThan(40);
  });

  test("turns with the order of the strategies", () => {
    fc.assert(
      fc.property(sample, fc.infiniteStream(fc.double({ min: -10, max: 10, noNaN: true })), (values, noise) => {
        const other = values.map((value) => value + (noise.next().value ?? 0));
        const one = compareMeasure(measured, both, [values, other], rates);
        const two = compareMeasure(measured, [...both].reverse(), [other, values], rates);
        expect(two.strategies).toEqual([...one.strategies].reverse());
        expect(two.pairs[0]?.difference).toBeCloseTo(-(one.pairs[0]?.difference ?? 0), 9);
      }),
    );
  });

  test("leaves out replications in which a strategy measured nothing, for all of them", () => {
    const values = [
      [1, 2, null, 4],
      [2, 3, 4, null],
    ];
    const found = compareMeasure(measured, both, values, rates);
    expect(found.replications).toBe(2);
    expect(found.strategies.map(({ mean }) => mean)).toEqual([1.5, 2.5]);
    expect(found.pairs[0]).toMatchObject({ difference: -1, interval: [-1, -1] });
  });

  test("says who is best for sure, and who is near enough", () => {
    const values = [
      [100, 120, 90, 110],
      [101, 121.5, 91.2, 111],
    ];
    const { strategies } = compareMeasure(measured, both, values, { alpha: 0.05, delta: 0.05 });
    expect(strategies[0]?.standing).toMatchObject({ mayBeBest: true, withinDelta: true });
    expect(strategies[0]?.standing?.worseBy[1]).toBe(0);
    expect(strategies[1]?.standing).toMatchObject({ mayBeBest: false, withinDelta: true });
    const strict = compareMeasure(measured, both, values, { alpha: 0.05, delta: 0.001 });
    expect(strict.strategies[1]?.standing?.withinDelta).toBe(false);
  });

  test("of numbers of requests neither more nor fewer are better", () => {
    const requests: MeasuredPhase = { ...measured, metric: { name: "requests" }, statistic: { kind: "count" } };
    const found = compareMeasure(
      requests,
      both,
      [
        [1, 2],
        [2, 3],
      ],
      rates,
    );
    expect([found.better, found.unit]).toEqual([null, "requests"]);
    expect(found.strategies.every(({ standing }) => standing === null)).toBe(true);
    expect(found.pairs).toHaveLength(1);
  });

  test("has no intervals of one replication", () => {
    const found = compareMeasure(measured, both, [[1], [2]], rates);
    expect(found.strategies).toMatchObject([
      { mean: 1, interval: null, standing: null },
      { mean: 2, interval: null, standing: null },
    ]);
    expect(found.pairs).toEqual([]);
  });
});
