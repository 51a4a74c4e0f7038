import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planCheck } from "../../src/check/planCheck.ts";
import { drawExpectation } from "../../src/vitest/drawExpectation.ts";
import type { DrawOptions } from "../../src/vitest/matcherOptions.ts";
import "../../src/vitest/matchers.ts";
import { messageOf } from "./messageOf.ts";
import { draws, drawsWithSlip, named } from "./sequences.ts";

const sixtyForty = { a: 3, b: 2 };
/** As many picks as the plan asks for. */
function planned(expected: Readonly<Record<string, number>>, options: DrawOptions = {}): number {
  return planCheck(drawExpectation(expected, "any", options)).requests ?? 0;
}

describe("laws", () => {
  // Counts that are exactly as expected are the likeliest of all: they pass without luck.
  test("passes counts in exact proportion once they are as many as the plan asks for, and not before", () => {
    const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(weights, (ratios) => {
        const expected = Object.fromEntries(ratios.map((ratio, j) => [`d${j}`, ratio]));
        const total = ratios.reduce((sum, ratio) => sum + ratio, 0);
        const options = { margin: "5pp" } as const;
        const rounds = Math.ceil(planned(expected, options) / total);
        const counts = (times: number) => Object.fromEntries(ratios.map((ratio, j) => [`d${j}`, ratio * times]));
        expect(counts(rounds)).toMatchSplit(expected, options);
        expect(messageOf(() => expect(counts(1)).toMatchSplit(expected, options))).toContain("too few picks");
      }),
      { numRuns: 30 },
    );
  });

  // 20 sequences, each failed with probability at most 1e-9.
  test("passes a right sampler at the planned number of picks", () => {
    const options = { margin: 0.05 };
    const n = planned(sixtyForty, options);
    for (let seed = 1; seed <= 20; seed++) {
      const picks = named(draws([3, 2], n, seed.toString(16)), ["a", "b"]);
      expect(picks).toMatchSplit(sixtyForty, options);
    }
  });

  // Each missed with probability at most 1e-6: the sampler is off by 10 pp.
  test("fails a sampler that is off by the margin, and .not passes it", () => {
    const options = { margin: "5pp" } as const;
    const n = planned({ a: 5, b: 5 }, options);
    for (let seed = 1; seed <= 20; seed++) {
      const picks = named(drawsWithSlip([5, 5], n, seed.toString(16)), ["a", "b"]);
      expect(picks).not.toMatchSplit({ a: 5, b: 5 }, options);
      expect(() => expect(picks).toMatchSplit({ a: 5, b: 5 }, options)).toThrow("The picks do not match the split.");
    }
  });

  test("says the same of ratios, of the same shares, and of the same weights by index", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12_000 }), (a) => {
        const counts = { a, b: 12_000 - a };
        const options = { margin: 0.05 };
        const message = messageOf(() => expect(counts).toMatchSplit({ a: 3, b: 2 }, options));
        expect(messageOf(() => expect(counts).toMatchSplit({ a: 0.6, b: 0.4 }, options))).toBe(message);
        expect(messageOf(() => expect(new Map(Object.entries(counts))).toMatchSplit({ a: 60, b: 40 }, options))).toBe(
          message,
        );
        expect(messageOf(() => expect({ 0: a, 1: 12_000 - a }).toMatchSplit([3, 2], options)) === undefined).toBe(
          message === undefined,
        );
      }),
    );
  });

  test("of a matcher and its .not at most one passes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 20_000 }), (a, b) => {
        const holds = messageOf(() => expect({ a, b }).toMatchSplit(sixtyForty, { margin: 0.05 })) === undefined;
        const fails = messageOf(() => expect({ a, b }).not.toMatchSplit(sixtyForty, { margin: 0.05 })) === undefined;
        expect(holds && fails).toBe(false);
      }),
    );
  });
});

describe("examples", () => {
  test("180,000 to 120,000 is a split of 3 to 2 to within a percentage point", () => {
    expect({ a: 180_000, b: 120_000 }).toMatchSplit({ a: 3, b: 2 });
  });

  test("a wrong split is told with its numbers", () => {
    expect(messageOf(() => expect({ a: 6500, b: 3500 }).toMatchSplit({ a: 3, b: 2 }))).toMatchInlineSnapshot(`
      "The picks do not match the split.

      fail  split: a 60 %, b 40 %
            a got 65 %, promised were 60 %: 5 pp off; this is not chance, at odds of one in 1,000,000,000 or less where requests are drawn one by one
            a: 60.00 % expected, 65.00 % observed (63.32 – 66.65 %)
            b: 40.00 % expected, 35.00 % observed (33.35 – 36.68 %)
            n 10,000 · false alarms at most 1e-9 · would catch a shift of 5.4 pp · log10 p -24.0 · log10 E 21.2
      pass  destinations: no request went where none was promised"
    `);
  });

  test("too few picks say how many more it takes", () => {
    expect(messageOf(() => expect({ a: 600, b: 400 }).toMatchSplit({ a: 3, b: 2 }))).toMatchInlineSnapshot(`
      "There are too few picks to show that they match the split.

      inconclusive  split: a 60 %, b 40 %
            nothing unusual in 1,000 requests, but too few to catch a departure of 1 pp: 289,232 more requests needed
            a: 60.00 % expected, 60.00 % observed (54.49 – 65.34 %)
            b: 40.00 % expected, 40.00 % observed (34.66 – 45.51 %)
            n 1,000 · false alarms at most 1e-9 · would catch a shift of 17 pp · log10 p 0.0 · log10 E -0.2
      pass  destinations: no request went where none was promised"
    `);
  });

  test(".not wants to see the split wrong: a right one fails it", () => {
    expect(messageOf(() => expect({ a: 180_000, b: 120_000 }).not.toMatchSplit({ a: 3, b: 2 }))).toMatchInlineSnapshot(`
      "The picks match the split; .not passes only where they do not match the split.

      pass  destinations: no request went where none was promised
            none of 300,000 requests did
      pass  split: a 60 %, b 40 %
            300,000 requests agree with the promise; a departure of 1 pp would have been caught
            a: 60.00 % expected, 60.00 % observed (59.69 – 60.31 %)
            b: 40.00 % expected, 40.00 % observed (39.69 – 40.31 %)
            n 300,000 · false alarms at most 1e-9 · would catch a shift of 1 pp · log10 p 0.0 · log10 E -0.8"
    `);
  });

  test("too few picks fail .not as well", () => {
    expect(messageOf(() => expect({ a: 6, b: 4 }).not.toMatchSplit({ a: 3, b: 2 }))).toContain(
      "There are too few picks to show that they do not match the split.",
    );
  });

  test("a single pick of a deployment that must get nothing fails, and says which pick", () => {
    const picks = ["a", "a", "c", "b"];
    expect(messageOf(() => expect(picks).toMatchSplit({ a: 3, b: 2, c: 0 }))).toContain(
      "1 request to c, which was promised none, first pick 3",
    );
    expect({ a: 3, b: 2, c: 1 }).not.toMatchSplit({ a: 3, b: 2, c: 0 });
  });

  test("a margin accepts what is within it", () => {
    const counts = { a: 604_000, b: 396_000 };
    expect(counts).not.toMatchSplit({ a: 3, b: 2 });
    expect(counts).toMatchSplit({ a: 3, b: 2 }, { margin: "1pp" });
  });

  test("thirds may be written as fractions", () => {
    expect({ a: 100_000, b: 200_000 }).toMatchSplit({ a: 1 / 3, b: 2 / 3 });
  });

  test("of very many deployments those that are furthest off are told", () => {
    const names = Array.from({ length: 300 }, (_, j) => `d${j}`);
    const expected = Object.fromEntries(names.map((name) => [name, 1]));
    const counts = Object.fromEntries(names.map((name) => [name, name === "d299" ? 0 : 50]));
    const message = messageOf(() => expect(counts).toMatchSplit(expected)) ?? "";
    expect(message).toContain("d299: 0.33 % expected, 0.00 % observed");
    expect(message).toContain("and 292 more");
  });

  test("a share next to none, or to all, is not told as none, or all", () => {
    const message = messageOf(() => expect({ a: 999_990, b: 10 }).toMatchSplit({ a: 99_999, b: 1 })) ?? "";
    expect(message).toContain("a: 99.9990 % expected, 99.9990 % observed");
    expect(message).toContain("b: 0.0010 % expected, 0.0010 % observed");
  });

  test("what is awaited, or comes in time, is judged as well", async () => {
    const counts = { a: 180_000, b: 120_000 };
    await expect(Promise.resolve(counts)).resolves.toMatchSplit({ a: 3, b: 2 });
    await expect(Promise.reject(counts)).rejects.toMatchSplit({ a: 3, b: 2 });
    await expect.poll(() => counts).toMatchSplit({ a: 3, b: 2 });
    await expect(expect(Promise.resolve({ a: 1, b: 1 })).resolves.toMatchSplit({ a: 3, b: 2 })).rejects.toThrow(
      "too few",
    );
  });

  test("one deployment that gets everything needs no luck", () => {
    expect(["a"]).toMatchSplit({ a: 1 });
    expect({ a: 5, b: 0 }).toMatchSplit({ a: 1, b: 0 });
  });

  test("works inside other matchers", () => {
    expect({ counts: { a: 180_000, b: 120_000 } }).toEqual({ counts: expect.toMatchSplit({ a: 3, b: 2 }) });
    expect({ counts: { a: 6, b: 4 } }).not.toEqual({ counts: expect.toMatchSplit({ a: 3, b: 2 }) });
    // Too few are neither: its .not does not accept them either.
    expect({ counts: { a: 6, b: 4 } }).not.toEqual({ counts: expect.not.toMatchSplit({ a: 3, b: 2 }) });
    expect({ counts: { a: 6000, b: 0 } }).toEqual({ counts: expect.not.toMatchSplit({ a: 3, b: 2 }) });
  });
});

describe("mistakes are errors, for .not too", () => {
  const right = { a: 3, b: 2 };

  test.each<[string, unknown, Readonly<Record<string, number>> | readonly number[], DrawOptions, string]>([
    ["nothing counted", {}, right, {}, "nothing was counted"],
    ["zeros", { a: 0, b: 0 }, right, {}, "all counts are 0"],
    ["no picks", [], right, {}, "the array is empty"],
    ["a negative count", { a: -1, b: 2 }, right, {}, '"a" was counted -1 times'],
    ["half a count", { a: 0.5, b: 2 }, right, {}, '"a" was counted 0.5 times'],
    ["NaN", { a: Number.NaN, b: 2 }, right, {}, '"a" was counted NaN times'],
    ["a count in words", { a: "6", b: 4 }, right, {}, '"a" was counted "6" times'],
    ["an unknown deployment", { a: 6, c: 4 }, right, {}, 'names a, b, but there is a count of "c"'],
    ["an unknown pick", ["a", "c"], right, {}, 'names a, b, but pick 2 is "c"'],
    ["an index for a name", [0, 1], right, {}, "names a, b, but pick 1 is 0"],
    ["an index beyond the list", [0, 2], [3, 2], {}, "names 0, 1, but pick 2 is 2"],
    ["a pick that is nothing", ["a", undefined], right, {}, "pick 2 is undefined"],
    ["text", "aabab", right, {}, 'got "aabab"'],
    ["nothing", undefined, right, {}, "got undefined"],
    ["a set", new Set(["a"]), right, {}, "got a Set"],
    ["a promise", Promise.resolve({ a: 6 }), right, {}, "got a Promise: await it, or write expect(...).resolves"],
    ["a date", new Date(0), right, {}, "got a Date"],
    ["an iterator", ["a"].values(), right, {}, "spread it into an array"],
    ["a function", () => ["a"], right, {}, "got a function"],
    ["a count that is a bigint", { a: 6n, b: 4 }, right, {}, '"a" was counted 6n times'],
    [
      "counts by symbols",
      new Map([[Symbol("a"), 1]]),
      right,
      {},
      "by the name of a deployment, or its index in a list",
    ],
    ["more picks than can be judged", { a: 6e14, b: 4e14 }, right, {}, "At most 10^12 picks can be judged"],
    ["a pick that is NaN", [0, Number.NaN], [3, 2], {}, "pick 2 is NaN"],
    ["a pick that is an object", ["a", {}], right, {}, "pick 2 is an object"],
    ["a pick without prototype", ["a", Object.create(null)], right, {}, "pick 2 is an object"],
    ["a pick that is a bigint", new BigInt64Array([0n, 1n]), [3, 2], {}, "pick 1 is 0n"],
    ["a weight in words", { a: 6 }, JSON.parse('{"a":"60%"}'), {}, '"a" is expected to get "60%"; it must be a number'],
    ["a split in words", { a: 6 }, JSON.parse('"3,2"'), {}, 'got "3,2"'],
    ["an option that is none", { a: 6, b: 4 }, right, JSON.parse('{"margn":"1pp"}'), 'no option "margn"'],
    [
      "an option for options",
      { a: 6, b: 4 },
      right,
      JSON.parse("0.05"),
      "are an object { margin?, flake?, miss? }; got 0.05",
    ],
    ["no options at all", { a: 6, b: 4 }, right, JSON.parse("null"), "got null"],
    ["a margin in percent", { a: 6, b: 4 }, right, JSON.parse('{"margin":"1%"}'), 'got "1%"'],
    ["a margin in a list", { a: 6, b: 4 }, right, JSON.parse('{"margin":[0.01]}'), "got an array"],
    ["a margin that nobody can wait for", { a: 6, b: 4 }, right, { margin: 1e-9 }, "below 0.01 pp (0.0001) takes more"],
    ["a flake rate in words", { a: 6, b: 4 }, right, JSON.parse('{"flake":"1e-9"}'), 'got "1e-9"'],
    ["a flake rate that is next to none", { a: 6, b: 4 }, right, { flake: 5e-324 }, "not below 1e-300"],
    ["no split", { a: 6 }, {}, {}, "and not empty"],
    ["a split of zeros", { a: 6 }, { a: 0 }, {}, "promises nothing"],
    ["a negative weight", { a: 6 }, { a: -1 }, {}, '"a" is expected to get -1'],
    ["a weight of NaN", { a: 6 }, { a: Number.NaN }, {}, '"a" is expected to get NaN'],
    ["an infinite weight", { a: 6 }, { a: Number.POSITIVE_INFINITY }, {}, "expected to get Infinity"],
    ["shares that do not sum", { a: 6, b: 4 }, { a: 0.6, b: 0.3 }, {}, "sum to 0.8999999999999999, not to 1"],
    ["weights too far apart", { a: 6 }, { a: 1e15, b: 1.5e-9 }, {}, "cannot be kept"],
    ["a margin of 1", { a: 6, b: 4 }, right, { margin: 1 }, 'such as "1pp"'],
    ["a margin of 100pp", { a: 6, b: 4 }, right, { margin: "100pp" }, 'got "100pp"'],
    ["a flake rate of 0", { a: 6, b: 4 }, right, { flake: 0 }, "The flake rate is a probability in (0, 1)"],
    ["a miss rate of NaN", { a: 6, b: 4 }, right, { miss: Number.NaN }, "The miss rate is a probability"],
  ])("%s", (_, received, expected, options, sentence) => {
    expect(messageOf(() => expect(received).toMatchSplit(expected, options))).toContain(sentence);
    expect(messageOf(() => expect(received).not.toMatchSplit(expected, options))).toContain(sentence);
  });
});
