import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { namedStream } from "../../src/engine/seed.ts";
import { standardNormal } from "../../src/engine/standardNormal.ts";
import { distanceLimit, distributionDistance, normalLimit } from "./falseAlarm.ts";
import { normalCdf } from "./normalCdf.ts";
import { ScriptedSource } from "./scriptedSource.ts";

/** Where the ziggurat's tail begins. */
const tailStart = 3.654152885361009;

const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

describe("standardNormal", () => {
  test("turns the opposite words into the opposite draw", () => {
    fc.assert(
      fc.property(word, fc.array(word, { minLength: 40, maxLength: 40 }), (first, rest) => {
        // The words after the first decide about acceptance and tails; only the first carries the sign.
        const script = [...rest, ...Array.from({ length: 30 }, () => 2 ** 30 + 128)];
        const draws = [first, first ^ ~255].map((start) => {
          const source = new ScriptedSource([start, ...script]);
          return { draw: standardNormal(source), words: source.taken };
        });
        const [plus, minus] = draws;
        expect(Math.abs(plus?.draw ?? 0)).toBe(Math.abs(minus?.draw ?? 0));
        if (plus?.words === 1) expect(plus.draw).toBe(-(minus?.draw ?? 0));
      }),
    );
  });

  // E[Z²] = 1, E[Z⁴] = 3, E[Z⁶] = 15, E[Z⁸] = 105, so Var(Z²) = 2, Var(Z³) = 15, Var(Z⁴) = 96. Tolerances: see falseAlarm.
  test("has the moments and the shape of the law of mean 0 and variance 1", () => {
    const n = 300_000;
    const random = namedStream("a1", "normal", 0);
    const draws = Float64Array.from({ length: n }, () => standardNormal(random));
    for (const [power, mean, variance] of [
      [1, 0, 1],
      [2, 1, 2],
      [3, 0, 15],
      [4, 3, 96],
    ] as const) {
      const z = (draws.reduce((sum, x) => sum + x ** power, 0) / n - mean) / Math.sqrt(variance / n);
      expect(Math.abs(z)).toBeLessThan(normalLimit);
    }
    expect(distributionDistance(draws, normalCdf)).toBeLessThan(distanceLimit(n));
  });

  // Of 2 000 000 draws about 258 lie beyond the last layer on each side.
  test("has as many draws in each tail as it should, and the tails are right in themselves", () => {
    const n = 2_000_000;
    const random = namedStream("a2", "normal", 0);
    const tails = { above: Array.of<number>(), below: Array.of<number>() };
    for (let i = 0; i < n; i++) {
      const draw = standardNormal(random);
      if (draw > tailStart) tails.above.push(draw);
      else if (draw < -tailStart) tails.below.push(-draw);
    }
    const share = normalCdf(-tailStart);
    for (const tail of [tails.above, tails.below]) {
      expect(Math.abs(tail.length - n * share) / Math.sqrt(n * share)).toBeLessThan(normalLimit);
      const distance = distributionDistance(tail, (x) => 1 - normalCdf(-x) / share);
      expect(distance).toBeLessThan(distanceLimit(tail.length));
    }
  });
});
