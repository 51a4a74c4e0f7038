import fc from "fast-check";
import { expect, test } from "vitest";
import "../../src/vitest/matchers.ts";
import { messageOf } from "./messageOf.ts";
import { dealt, draws, named } from "./sequences.ts";

const anyWeights = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 6 });

test("passes smooth weighted round-robin of any weights", () => {
  fc.assert(
    fc.property(anyWeights, (weights) => {
      expect(dealt(weights, 1000)).toBeSmooth(weights, { margin: "1pp" });
    }),
  );
});

// Within 2 requests of its share after each of 2000 draws of 1:1: 2^-2000 times the paths that stay in a strip of
// 9 places, below (cos(pi / 10))^2000 < 1e-40.
test("fails random draws, and .not passes them", () => {
  for (let seed = 1; seed <= 10; seed++) {
    const picks = draws([1, 1], 2000, seed.toString(16));
    expect(picks).not.toBeSmooth([1, 1], { within: 2 });
    expect(messageOf(() => expect(picks).toBeSmooth([1, 1], { within: 2 }))).toContain("not smooth");
  }
});

test("fails a rota of other weights, and one that favours the first whenever it begins anew", () => {
  expect(dealt([3, 1], 1000)).not.toBeSmooth([2, 1]);
  const beginsAnew = Array.from({ length: 300 }, () => dealt([1, 1, 1], 2)).flat();
  expect(beginsAnew).not.toBeSmooth([1, 1, 1]);
});

test("holds picks against the bound that it is given", () => {
  const picks = Array.from({ length: 200 }, () => ["a", "a", "b", "b"]).flat();
  expect(picks).toBeSmooth({ a: 1, b: 1 }, { within: 1 });
  expect(picks).not.toBeSmooth({ a: 1, b: 1 }, { within: 0.99 });
});

test("needs enough picks to tell that the split is right", () => {
  const picks = named(dealt([3, 2], 50), ["a", "b"]);
  expect(messageOf(() => expect(picks).toBeSmooth({ a: 3, b: 2 }))).toContain("50 more requests needed");
  expect(picks).toBeSmooth({ a: 3, b: 2 }, { margin: "2pp" });
});

test("where it strayed is told in words", () => {
  const picks = [...named(dealt([3, 2], 100), ["a", "b"]), "a", "a", "a", "b"];
  expect(messageOf(() => expect(picks).toBeSmooth({ a: 3, b: 2 }))).toMatchInlineSnapshot(`
    "The picks are not dealt out smoothly.

    fail  order: no deployment is ever more than 1 request from its share
          the furthest was 1.2 requests at a, after pick 103: not smooth
    pass  destinations: no request went where none was promised
    pass  split: the promised split, dealt out evenly"
  `);
});

test.each([
  [{ a: 6, b: 4 }, { a: 3, b: 2 }, {}, "give the picks themselves"],
  [["a"], { a: 3, b: 2 }, { within: 0 }, "a number of requests above 0"],
  [["a"], { a: 3, b: 2 }, { within: Number.NaN }, "a number of requests above 0"],
  [["a"], { a: 2 ** 32, b: 1 }, {}, "at most 2^32"],
])("refuses %j against %j with %j", (received, weights, options, sentence) => {
  expect(() => expect(received).toBeSmooth(weights, options)).toThrow(sentence);
  expect(() => expect(received).not.toBeSmooth(weights, options)).toThrow(sentence);
});
