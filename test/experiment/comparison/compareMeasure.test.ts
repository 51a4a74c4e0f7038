import fc from "fast-check";
import { describe, expect, test } from "vitest";
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
