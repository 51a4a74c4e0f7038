import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitmix64 } from "../../src/engine/splitmix64.ts";
import { referenceValue } from "./referenceValue.ts";

describe("SplitMix64", () => {
  test("gives 64-bit words that depend on the lowest 64 bits of the seed only", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.bigInt(), (seed, high) => {
        const word = splitmix64(seed)();
        expect(BigInt.asUintN(64, word)).toBe(word);
        expect(splitmix64(seed + high * 2n ** 64n)()).toBe(word);
      }),
    );
  });

  test.each(["rng.splitmix64#1", "rng.splitmix64#2"])("gives the reference sequence %s", (name) => {
    const { inputs, expected } = referenceValue(name);
    const next = splitmix64(inputs["seed"]?.[0] ?? -1n);
    expect(Array.from({ length: 5 }, next)).toEqual(expected["value"]);
  });
});
