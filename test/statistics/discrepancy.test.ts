import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Discrepancy } from "../../src/statistics/discrepancy.ts";
import { smoothRoundRobin } from "./smoothRoundRobin.ts";

/** |n_j - n w_j / W| for every prefix and every category, as the definition has it. */
function distances(weights: readonly number[], draws: readonly number[]): readonly (readonly number[])[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return draws.map((_, last) => {
    const n = last + 1;
    return weights.map((weight, j) => {
      const count = draws.slice(0, n).filter((draw) => draw === j).length;
      return Math.abs(count * total - n * weight) / total;
    });
  });
}

function strayOf(weights: readonly number[], draws: Iterable<number>): Discrepancy {
  const discrepancy = new Discrepancy(weights);
  for (const draw of draws) discrepancy.update(draw);
  return discrepancy;
}

function rota(weights: readonly number[], n: number): readonly number[] {
  const schedule = smoothRoundRobin(weights);
  return Array.from({ length: n }, () => schedule.next().value);
}

const weighted = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 4 });
const drawn = weighted.chain((weights) =>
  fc.tuple(fc.constant(weights), fc.array(fc.nat({ max: weights.length - 1 }), { maxLength: 40 })),
);

describe("Discrepancy", () => {
  test("is the largest distance over all prefixes and all categories, and is reached where it says", () => {
    fc.assert(
      fc.property(drawn, ([weights, draws]) => {
        const discrepancy = strayOf(weights, draws);
        const all = distances(weights, draws);
        expect(discrepancy.largest).toBe(Math.max(0, ...all.flat()));
        const { category, after: n } = discrepancy.where;
        if (draws.length > 0) expect(all[n - 1]?.[category]).toBe(discrepancy.largest);
      }),
    );
  });

  test("is the same however often one asks on the way", () => {
    fc.assert(
      fc.property(drawn, ([weights, draws]) => {
        const asked = new Discrepancy(weights);
        const seen = draws.map((draw) => {
          asked.update(draw);
          return asked.largest;
        });
        expect(seen).toEqual(draws.map((_, i) => strayOf(weights, draws.slice(0, i + 1)).largest));
      }),
    );
  });

  test("stays below (k - 1)^2 / k for smooth round-robin over k deployments", () => {
    fc.assert(
      fc.property(weighted, (weights) => {
        const k = weights.length;
        expect(strayOf(weights, rota(weights, 200)).largest).toBeLessThan((k - 1) ** 2 / k + 1e-9);
      }),
    );
  });

  test("counts how far a stuck selector has strayed", () => {
    const { largest, where } = strayOf([3, 2], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(largest).toBe(4);
    expect(where).toEqual({ category: 0, after: 10 });
  });

  test("sees a category that is never drawn", () => {
    expect(strayOf([1, 1, 2], [0, 1, 0, 1]).largest).toBe(2);
    expect(strayOf([1, 1, 2], [0, 1, 0, 1]).where.category).toBe(2);
  });

  test.each([[[]], [[0, 0]], [[1.5, 1]], [[-1, 2]], [[2 ** 32, 1]]])("refuses %j as weights", (weights) => {
    expect(() => new Discrepancy(weights)).toThrow(RangeError);
  });
});
