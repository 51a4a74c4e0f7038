import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { philox4x32 } from "../../src/engine/philox4x32.ts";
import { referenceValue } from "./referenceValue.ts";

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe("Philox4x32-10", () => {
  test("agrees with the definition in big integers", () => {
    fc.assert(
      fc.property(fc.tuple(word, word), fc.tuple(word, word, word, word), (key, counter) => {
        expect(block(key, counter)).toEqual(byDefinition(key.map(BigInt), counter.map(BigInt)));
      }),
    );
  });

  test("takes words as signed or unsigned integers alike", () => {
    const [key0, key1] = [2752067618, 698298832];
    expect(block([key0 | 0, key1], [-1, 0, 1, 2])).toEqual(block([key0, key1], [2 ** 32 - 1, 0, 1, 2]));
  });

  test.each(["rng.philox4x32_10#1", "rng.philox4x32_10#3"])("gives the reference block %s", (name) => {
    const { inputs, expected } = referenceValue(name);
    expect(block(inputs["key"]?.map(Number) ?? [], inputs["counter"]?.map(Number) ?? [])).toEqual(expected["value"]);
  });
});

function block(key: readonly number[], counter: readonly number[]): readonly bigint[] {
  const into = new Int32Array(4);
  const [c0 = 0, c1 = 0, c2 = 0, c3 = 0] = counter;
  philox4x32(key[0] ?? 0, key[1] ?? 0, c0, c1, c2, c3, into);
  return Array.from(into, (item) => BigInt(item >>> 0));
}

function byDefinition(key: readonly bigint[], counter: readonly bigint[]): readonly bigint[] {
  let [k0 = 0n, k1 = 0n] = key;
  let [c0 = 0n, c1 = 0n, c2 = 0n, c3 = 0n] = counter;
  for (let round = 0; round < 10; round++) {
    const product0 = 0xd2511f53n * c0;
    const product1 = 0xcd9e8d57n * c2;
    [c0, c1, c2, c3] = [(product1 >> 32n) ^ c1 ^ k0, product1 & mask, (product0 >> 32n) ^ c3 ^ k1, product0 & mask];
    k0 = (k0 + 0x9e3779b9n) & mask;
    k1 = (k1 + 0xbb67ae85n) & mask;
  }
  return [c0, c1, c2, c3];
}

const mask = 2n ** 32n - 1n;
