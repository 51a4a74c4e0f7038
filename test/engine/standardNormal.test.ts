import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { namedStream } from "../../src/engine/seed.ts";
import { standardExponential } from "../../src/engine/standardExponential.ts";
import { standardNormal } from "../../src/engine/standardNormal.ts";
import { distanceLimit, distributionDistance, normalLimit } from "./falseAlarm.ts";
import { normalCdf } from "./normalCdf.ts";
import { ScriptedSource } from "./scriptedSource.ts";
import { isUnderDensity, layerEnds, wedgeWords } from "./ziggurat.ts";

/** Where the ziggurat's tail begins. */
const tailStart = 3.654152885361009;

const density = (x: number): number => Math.exp((-x * x) / 2);
// A layer's area is that of the lowest one: a rectangle as high as the density at the tail's start, and the tail.
const area = tailStart * density(tailStart) + Math.sqrt(2 * Math.PI) * normalCdf(-tailStart);
const ends = layerEnds(tailStart, area, density, (y) => Math.sqrt(-2 * Math.log(y)));

/** A word that is taken as it comes: a quarter up a layer halfway up. */
const plainWord = 2 ** 29 + 128;

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

  test("keeps a point of a wedge if and only if it lies under the density", () => {
    fc.assert(
      fc.property(wedgeWords(ends, 23), ([layer, position, heightWord]) => {
        const source = new ScriptedSource([position * 256 + layer, heightWord, plainWord]);
        const x = ((position + 0.5) / 2 ** 23) * (ends[layer] ?? 0);
        const draw = standardNormal(source);
        if (isUnderDensity(ends, layer, x, heightWord, density)) expect(draw).toBeCloseTo(x, 12);
        else expect(draw).toBe(standardNormal(new ScriptedSource([plainWord])));
      }),
      { numRuns: 500 },
    );
  });

  test("keeps a point E1 / r of the tail if and only if 2·E2 is at least its square", () => {
    fc.assert(
      fc.property(fc.nat(2 ** 24 - 1), fc.nat(2 ** 24 - 1), fc.boolean(), (first, second, isNegative) => {
        // Layer 1 of the exponential ziggurat reaches from 0 to the tail, and nearly all of it is taken as it comes.
        const words = [first, second].map((position) => position * 256 + 1);
        const [e1, e2] = words.map((item) => plainExponential(item));
        fc.pre(e1 !== undefined && e2 !== undefined);
        const start = isNegative ? -(2 ** 31) : 0x7fffff00;
        const draw = standardNormal(new ScriptedSource([start, ...words, plainWord, plainWord]));
        const again = plainExponential(plainWord) ?? 0;
        const beyond = (2 * (e2 ?? 0) >= ((e1 ?? 0) / tailStart) ** 2 ? (e1 ?? 0) : again) / tailStart;
        expect(draw).toBeCloseTo((isNegative ? -1 : 1) * (tailStart + beyond), 12);
      }),
    );
  });

  test("fills the area under the density with its layers, to the top", () => {
    const top = ends[255] ?? 0;
    expect(area / top + density(top)).toBeCloseTo(1, 13);
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

/** The exponential variate of a word that is taken as it comes; undefined when it needs others. */
function plainExponential(item: number): number | undefined {
  const source = new ScriptedSource([item, 0, 0, 0]);
  const draw = standardExponential(source);
  return source.taken === 1 ? draw : undefined;
}
