import fc from "fast-check";
import { expect, test } from "vitest";
import { planCheck } from "../../src/check/planCheck.ts";
import { drawExpectation } from "../../src/vitest/drawExpectation.ts";
import "../../src/vitest/matchers.ts";
import { messageOf } from "./messageOf.ts";
import { dealt, draws, drawsWithSlip, named, repeatedDraws } from "./sequences.ts";

const sixtyForty = { a: 3, b: 2 };
const coarse = { margin: "5pp" } as const;
const n = planCheck(drawExpectation(sixtyForty, "independent", coarse)).requests ?? 0;

// 20 sequences, each failed with probability at most 1e-9.
test("passes a right sampler at the planned number of picks", () => {
  for (let seed = 1; seed <= 20; seed++) {
    expect(named(draws([3, 2], n, seed.toString(16)), ["a", "b"])).toBeIndependentDraws(sixtyForty, coarse);
  }
});

test("passes picks by index, as a list and as a typed array", () => {
  const picks = draws([5, 3, 2], 20_000, "5eed");
  expect(picks).toBeIndependentDraws([5, 3, 2], coarse);
  expect(Uint16Array.from(picks)).toBeIndependentDraws([0.5, 0.3, 0.2], coarse);
});

test("fails smooth round-robin of any weights, whose split is perfect", () => {
  const weights = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(weights, (ratios) => {
      const picks = dealt(ratios, 2000);
      expect(picks).not.toBeIndependentDraws(ratios, coarse);
      expect(messageOf(() => expect(picks).toBeIndependentDraws(ratios, coarse))).toContain("this is not chance");
    }),
    { numRuns: 30 },
  );
});

test("fails draws that are each used twice, and says that they come in clumps", () => {
  const picks = repeatedDraws([3, 2], n, 2, "c0ffee");
  expect(messageOf(() => expect(picks).toBeIndependentDraws([3, 2], coarse))).toContain("the picks come in clumps");
});

test("fails a sampler that is off by the margin for its split, not for its order", () => {
  const message = messageOf(() => expect(drawsWithSlip([5, 5], n, "badd")).toBeIndependentDraws([5, 5], coarse));
  expect(message).toContain("fail  split: 0 50 %, 1 50 % within 5 pp");
  expect(message).not.toContain("fail  order");
});

test("calls a few picks too few, whichever way it is asked", () => {
  const picks = ["a", "b", "a", "a"];
  expect(messageOf(() => expect(picks).toBeIndependentDraws(sixtyForty))).toContain("There are too few picks");
  expect(messageOf(() => expect(picks).not.toBeIndependentDraws(sixtyForty))).toContain("There are too few picks");
});

test("round-robin is told in words", () => {
  expect(
    messageOf(() => expect(named(dealt([3, 2], 300_000), ["a", "b"])).toBeIndependentDraws(sixtyForty)),
  ).toMatchInlineSnapshot(`
    "The picks are not independent draws by the split.

    fail  order: every request is an independent random draw
          the picks are too regular for random draws, as round-robin deals them out (counts in windows of 64 scatter 0.01563 times as much as chance has them); this is not chance
          n 300,000 · false alarms at most 3.3e-10 · log10 E 87660.4
    pass  destinations: no request went where none was promised
    pass  split: a 60 %, b 40 %"
  `);
});

test("refuses counts, which have no order", () => {
  expect(() => expect({ a: 6, b: 4 }).toBeIndependentDraws(sixtyForty)).toThrow(TypeError);
  expect(() => expect({ a: 6, b: 4 }).not.toBeIndependentDraws(sixtyForty)).toThrow("give the picks themselves");
});
