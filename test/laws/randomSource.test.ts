import { describe, expect, test } from "vitest";
import { keyedSource } from "../../src/engine/keyedSource.ts";
import type { RandomSource } from "../../src/engine/randomSource.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { chiSquareLimit, normalLimit, serialCorrelation, uniformChiSquare } from "../engine/falseAlarm.ts";

const makers: Readonly<Record<string, () => RandomSource>> = {
  "a named stream": () => namedStream("5eed", "laws", 0),
  "a named stream after a jump": () => {
    const random = namedStream("5eed", "laws", 0);
    random.jump();
    return random;
  },
  "a keyed source on one key": () => keyedSource("5eed", "laws", 0).at(1, 2),
};

describe.each(Object.entries(makers))("%s", (_, make) => {
  const n = 100_000;

  test("gives signed 32-bit integers, the same when it is made again", () => {
    const [random, again] = [make(), make()];
    for (let i = 0; i < 1000; i++) {
      const draw = random.next();
      expect(draw).toBe(draw | 0);
      expect(again.next()).toBe(draw);
    }
  });

  // Tolerances: see falseAlarm.
  test("sets every bit in half of its draws, and uses all values of every byte alike", () => {
    const random = make();
    const bits = new Float64Array(32);
    const bytes = Array.from({ length: 4 }, () => new Float64Array(256));
    for (let i = 0; i < n; i++) {
      const draw = random.next();
      for (let bit = 0; bit < 32; bit++) bits[bit] = (bits[bit] ?? 0) + ((draw >>> bit) & 1);
      for (const [place, counts] of bytes.entries()) {
        const byte = (draw >>> (8 * place)) & 255;
        counts[byte] = (counts[byte] ?? 0) + 1;
      }
    }
    for (const set of bits) expect(Math.abs(set - n / 2) / Math.sqrt(n / 4)).toBeLessThan(normalLimit);
    for (const counts of bytes) expect(uniformChiSquare(counts)).toBeLessThan(chiSquareLimit[255]);
  });

  test("does not tell the next draw by the last", () => {
    const random = make();
    const draws = Array.from({ length: n }, () => random.next());
    expect(Math.abs(serialCorrelation(draws))).toBeLessThan(normalLimit / Math.sqrt(n));
  });
});
