import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unit53 } from "../../src/engine/unitInterval.ts";
import { ScriptedSource } from "./scriptedSource.ts";

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe("unit53", () => {
  test("is a multiple of 2^-53 in [0, 1), the high 27 and 26 bits of two words", () => {
    fc.assert(
      fc.property(word, word, (high, low) => {
        const u = unit53(new ScriptedSource([high, low]));
        expect(u).toBeGreaterThanOrEqual(0);
        expect(u).toBeLessThan(1);
        expect(BigInt(u * 2 ** 53)).toBe((BigInt(high) >> 5n) * 2n ** 26n + (BigInt(low) >> 6n));
      }),
    );
  });

  test("reaches 0 and its largest value 1 - 2^-53", () => {
    expect(unit53(new ScriptedSource([0, 0]))).toBe(0);
    expect(unit53(new ScriptedSource([-1, -1]))).toBe(1 - 2 ** -53);
  });
});
