import fc from "fast-check";
import { expect, test } from "vitest";
import { drawCounter } from "../../src/statistics/drawCounter.ts";

const categoriesAndDraws = fc
  .integer({ min: 1, max: 12 })
  .chain((categories) =>
    fc.tuple(fc.constant(categories), fc.array(fc.nat({ max: categories - 1 }), { minLength: 1, maxLength: 64 })),
  );

test("counts each category, whatever their number, and adds to what was counted before", () => {
  fc.assert(
    fc.property(categoriesAndDraws, fc.nat({ max: 63 }), fc.nat(1000), ([categories, draws], skipped, before) => {
      const from = Math.min(skipped, draws.length);
      const totals = new Float64Array(categories).fill(before);
      drawCounter(categories)(Uint16Array.from([...draws, 0, 0]), from, draws.length, totals);
      const counted = Array.from(totals.keys(), (j) => draws.slice(from).filter((draw) => draw === j).length);
      expect([...totals]).toEqual(counted.map((count) => before + count));
    }),
  );
});

test("holds 64 draws of any one category", () => {
  for (let categories = 1; categories <= 12; categories++) {
    for (let category = 0; category < categories; category++) {
      const totals = new Float64Array(categories);
      drawCounter(categories)(new Uint16Array(64).fill(category), 0, 64, totals);
      expect([...totals]).toEqual(Array.from(totals.keys(), (j) => (j === category ? 64 : 0)));
    }
  }
});
