import fc from "fast-check";
import { expect, test } from "vitest";
import { formatShardNumber, parseShardNumber, shardRange } from "../../src/experiment/shardNumber.ts";

test("the shards of a run have every replication once, in order, and none has two more than another", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 300 }), (replications, of) => {
      let end = 0;
      const sizes: number[] = [];
      for (let index = 1; index <= of; index++) {
        const { from, to } = shardRange({ index, of }, replications);
        expect(from).toBe(end);
        sizes.push(to - from);
        end = to;
      }
      expect(end).toBe(replications);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

test("10 replications in three shards are 3, 3 and 4", () => {
  expect([1, 2, 3].map((index) => shardRange({ index, of: 3 }, 10))).toEqual([
    { from: 0, to: 3 },
    { from: 3, to: 6 },
    { from: 6, to: 10 },
  ]);
});

test("what is written is read", () => {
  const numbers = fc
    .integer({ min: 1, max: 100_000 })
    .chain((of) => fc.record({ index: fc.integer({ min: 1, max: of }), of: fc.constant(of) }));
  fc.assert(
    fc.property(numbers, (number) => {
      expect(parseShardNumber(formatShardNumber(number))).toEqual(number);
    }),
  );
});

test.for(["0/3", "4/3", "1/0", "1", "1/", "/3", "1/3/5", "-1/3", "1.5/3", " 1/3", "1/100001", "1/9999999", ""])(
  "%j is no share",
  (text) => {
    expect(parseShardNumber(text)).toBeUndefined();
  },
);
