import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundedInteger, boundedLongInteger } from "../../src/engine/boundedInteger.ts";
import type { RandomSource } from "../../src/engine/randomSource.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { referenceValue } from "./referenceValue.ts";
import { ScriptedSource } from "./scriptedSource.ts";

/** Lemire's method for words of any size: what a word gives, or undefined when it is drawn again. */
function byDefinition(word: bigint, bound: bigint, bits: bigint): bigint | undefined {
  const product = word * bound;
  const low = product & (2n ** bits - 1n);
  return low < 2n ** bits % bound ? undefined : product >> bits;
}

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const bound = fc.oneof(
  fc.integer({ min: 1, max: 2 ** 32 }),
  fc.integer({ min: 1, max: 100 }),
  fc.integer({ min: 0, max: 32 }).chain((power) => fc.constantFrom(...around(2 ** power))),
  fc.constantFrom(3, 5, 3e9, 2863311530, 2 ** 21 + 1),
);

function around(center: number): readonly number[] {
  return [center - 1, center, center + 1].filter((value) => value >= 1 && value <= 2 ** 32);
}

describe("boundedInteger", () => {
  test("gives every value from the same number of words: all words of 8 bits, all bounds", () => {
    for (let bound8 = 1n; bound8 <= 256n; bound8++) {
      const counts = new Array<number>(Number(bound8)).fill(0);
      for (let word8 = 0n; word8 < 256n; word8++) {
        const value = byDefinition(word8, bound8, 8n);
        if (value !== undefined) counts[Number(value)] = (counts[Number(value)] ?? 0) + 1;
      }
      expect(new Set(counts)).toEqual(new Set([Math.floor(256 / Number(bound8))]));
    }
  });

  test("is that method for words of 32 bits: the same value, from the same words", () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), bound, (words, limit) => {
        const values = words.map((item) => byDefinition(BigInt(item), BigInt(limit), 32n));
        const accepted = values.findIndex((value) => value !== undefined);
        fc.pre(accepted >= 0);
        const random = new ScriptedSource(words);
        expect(BigInt(boundedInteger(random, limit))).toBe(values[accepted]);
        expect(random.taken).toBe(accepted + 1);
      }),
      { numRuns: 1000 },
    );
  });

  test("is right at the words where values meet", () => {
    for (const limit of [3, 5, 7, 1000, 2 ** 21 - 1, 2 ** 21, 2 ** 21 + 1, 3e9, 2 ** 32 - 1, 2 ** 32]) {
      for (const value of [1, Math.floor(limit / 2), limit - 1]) {
        const first = (BigInt(value) * 2n ** 32n + BigInt(limit) - 1n) / BigInt(limit);
        for (const item of [first - 1n, first, first + 1n]) {
          const expected = byDefinition(item, BigInt(limit), 32n);
          if (expected === undefined || item >= 2n ** 32n) continue;
          expect(BigInt(boundedInteger(new ScriptedSource([Number(item)]), limit))).toBe(expected);
        }
      }
    }
  });

  test.each(["rng.lemire#1", "rng.lemire#4", "rng.lemire#5", "rng.lemire#6"])(
    "gives the reference value %s",
    (name) => {
      const { inputs, expected } = referenceValue(name);
      const random = new ScriptedSource(inputs["words"]?.map(Number) ?? []);
      expect(BigInt(boundedInteger(random, Number(inputs["bound"])))).toBe(expected["value"]?.[0]);
      expect(BigInt(random.taken)).toBe(expected["wordsUsed"]?.[0]);
    },
  );
});

describe("boundedLongInteger", () => {
  test("is boundedInteger up to 2^32", () => {
    fc.assert(
      fc.property(word, bound, (item, limit) => {
        // A stream, not a script: of bounds just above 2^31 nearly every other word is rejected.
        const stream = (): RandomSource => namedStream((item >>> 0).toString(16), "words", 0);
        expect(boundedLongInteger(stream(), limit)).toBe(boundedInteger(stream(), limit));
      }),
    );
  });

  test("reduces 53 bits above it, and takes no integer beyond the last multiple of the bound", () => {
    const long = fc.integer({ min: 2 ** 32 + 1, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 8 }), long, (pairs, limit) => {
        const integers = pairs.map(([high, low]) => (BigInt(high) >> 11n) * 2n ** 32n + BigInt(low));
        const accepted = integers.findIndex((integer) => integer < 2n ** 53n - (2n ** 53n % BigInt(limit)));
        fc.pre(accepted >= 0);
        const random = new ScriptedSource(pairs.flat());
        expect(BigInt(boundedLongInteger(random, limit))).toBe((integers[accepted] ?? 0n) % BigInt(limit));
        expect(random.taken).toBe(2 * (accepted + 1));
      }),
    );
  });
});
