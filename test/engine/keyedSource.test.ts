import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type KeyedSource, keyedSource } from "../../src/engine/keyedSource.ts";
import { chiSquareLimit, normalLimit, serialCorrelation, uniformChiSquare } from "./falseAlarm.ts";

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const visits = fc.array(fc.tuple(word, word, fc.nat(12)), { maxLength: 20 });

function taken(random: KeyedSource, n: number): readonly number[] {
  return Array.from({ length: n }, () => random.next());
}

describe("KeyedSource", () => {
  test("gives a key the same draws whatever was drawn before", () => {
    fc.assert(
      fc.property(visits, word, word, (before, a, b) => {
        const random = keyedSource("7f3a", "startup", 3);
        for (const [x, y, n] of before) taken(random.at(x, y), n);
        expect(taken(random.at(a, b), 13)).toEqual(taken(keyedSource("7f3a", "startup", 3).at(a, b), 13));
      }),
    );
  });

  test("stands at the key (0, 0) when new", () => {
    expect(taken(keyedSource("1", "x", 0), 5)).toEqual(taken(keyedSource("1", "x", 0).at(0, 0), 5));
  });

  test("gives other draws to any other key, seed, purpose or replication", () => {
    const first = (seed: string, purpose: string, replication: number, a: number, b: number): string =>
      taken(keyedSource(seed, purpose, replication).at(a, b), 3).join();
    const around = [0, 1, 2, 2 ** 31, 2 ** 32 - 1].flatMap((a) =>
      [0, 1, 2 ** 32 - 1].map((b) => first("1", "x", 0, a, b)),
    );
    const others = [first("2", "x", 0, 0, 0), first("1", "y", 0, 0, 0), first("1", "x", 1, 0, 0)];
    expect(new Set([...around, ...others]).size).toBe(around.length + others.length);
  });

  // Tolerances: see falseAlarm.
  test("gives unrelated uniform draws to adjacent keys", () => {
    const random = keyedSource("7f3a", "startup", 0);
    for (const [a, b] of [
      [1, 0],
      [0, 1],
    ] as const) {
      const column = Array.from({ length: 20_000 }, (_, i) => (random.at(a * i, b * i).next() >>> 0) / 2 ** 32);
      const counts = new Float64Array(20);
      for (const u of column) counts[Math.floor(20 * u)] = (counts[Math.floor(20 * u)] ?? 0) + 1;
      expect(uniformChiSquare(counts)).toBeLessThan(chiSquareLimit[19]);
      expect(Math.abs(serialCorrelation(column))).toBeLessThan(normalLimit / Math.sqrt(column.length));
    }
  });
});
