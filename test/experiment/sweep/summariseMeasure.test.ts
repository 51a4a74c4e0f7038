import fc from "fast-check";
import { expect, test } from "vitest";
import { summariseMeasure } from "../../../src/experiment/sweep/summariseSweep.ts";
import type { CellResult } from "../../../src/experiment/sweep/sweepResult.ts";

const axes = { parameters: ["load", "sd"], strategies: ["a", "b"] };

function cell(load: string, sd: number, strategy: string, seed: string, value: number | null): CellResult {
  return { cell: "c", parameters: [load, sd], strategy, seed, requests: 1, values: [value] };
}

test("a row is the mean of the seeds' means, and their standard deviation", () => {
  const results = [
    ...[cell("9/s", 1, "a", "1", 2), cell("9/s", 1, "a", "2", 4), cell("9/s", 1, "b", "1", 7)],
    ...[cell("10/s", 1, "a", "1", null), cell("10/s", 1, "b", "1", 8), cell("10/s", 1, "b", "2", 8)],
  ];
  const { rows, curve } = summariseMeasure(results, 0, axes);
  expect(rows).toEqual([
    {
      label: "load=9/s",
      strategies: [
        { mean: 3, spread: Math.SQRT2 },
        { mean: 7, spread: null },
      ],
    },
    {
      label: "load=10/s",
      strategies: [
        { mean: null, spread: null },
        { mean: 8, spread: 0 },
      ],
    },
  ]);
  expect(curve).toEqual({
    parameter: "load",
    at: [
      { value: 9, label: "9/s" },
      { value: 10, label: "10/s" },
    ],
    strategies: [
      [3, null],
      [7, 8],
    ],
  });
});

test("the curve is over all other parameters, in the order of the numbers and not of the texts", () => {
  const results = [
    cell("10/s", 1, "a", "1", 1),
    cell("10/s", 2, "a", "1", 3),
    cell("600/m", 3, "a", "1", 5),
    cell("9/s", 1, "a", "1", 9),
  ];
  const { curve } = summariseMeasure(results, 0, axes);
  expect(curve?.at.map(({ label }) => label)).toEqual(["9/s", "10/s"]);
  expect(curve?.strategies[0]).toEqual([9, 3]);
});

test("many points are put together, each in one row, and no mean leaves the range of the values", () => {
  const loads = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 25, maxLength: 120 });
  fc.assert(
    fc.property(loads, (list) => {
      const results = list.map((load, i) => cell(`${load}/s`, i, "a", "1", load));
      const { rows, pooled } = summariseMeasure(results, 0, axes);
      expect(pooled).toBe(true);
      expect(rows.length).toBeLessThanOrEqual(24);
      const means = rows.map(({ strategies }) => strategies[0]?.mean ?? Number.NaN);
      expect(means).toEqual(means.toSorted((a, b) => a - b));
      expect(means.every((mean) => mean >= Math.min(...list) && mean <= Math.max(...list))).toBe(true);
    }),
  );
});

test("without a numeric parameter there is no curve", () => {
  const results = ["x", "y"].map((name) => ({ ...cell(name, 1, "a", "1", 1), parameters: [name, 1] }));
  expect(summariseMeasure(results, 0, axes)).toMatchObject({ curve: null, pooled: false, leftOut: 0 });
});

test("points that have no row are counted", () => {
  const results = Array.from({ length: 30 }, (_, i) => ({
    ...cell("x", 1, "a", "1", 1),
    parameters: [`name ${i}`, "y"],
  }));
  const { rows, leftOut } = summariseMeasure(results, 0, axes);
  expect([rows.length, leftOut]).toEqual([24, 6]);
});
