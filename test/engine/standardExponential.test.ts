import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { namedStream } from "../../src/engine/seed.ts";
import { standardExponential } from "../../src/engine/standardExponential.ts";
import { distanceLimit, distributionDistance, normalLimit } from "./falseAlarm.ts";
import { ScriptedSource } from "./scriptedSource.ts";
import { isUnderDensity, layerEnds, wedgeWords } from "./ziggurat.ts";

/** Where the ziggurat's tail begins. */
const tailStart = 7.69711747013105;

const density = (x: number): number => Math.exp(-x);
// A layer's area is that of the lowest one: a rectangle as high as the density at the tail's start, and the tail.
const area = (tailStart + 1) * density(tailStart);
const ends = layerEnds(tailStart, area, density, (y) => -Math.log(y));

/** A word that is taken as it comes: the middle of a layer halfway up. */
const plainWord = 2 ** 31 + 128;

const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

describe("standardExponential", () => {
  test("is positive and finite for all words, the smallest and the largest included", () => {
    const words = fc.array(fc.oneof(word, fc.constantFrom(0, -1, 255, -256, -(2 ** 31))), {
      minLength: 60,
      maxLength: 60,
    });
    fc.assert(
      fc.property(words, (script) => {
        const source = new ScriptedSource([...script, ...Array.from({ length: 30 }, () => 2 ** 30 + 128)]);
        const draw = standardExponential(source);
        expect(draw).toBeGreaterThan(0);
        expect(draw).toBeLessThan(61 * 8);
      }),
    );
  });

  test("keeps a point of a wedge if and only if it lies under the density", () => {
    fc.assert(
      fc.property(wedgeWords(ends, 24), ([layer, position, heightWord]) => {
        const source = new ScriptedSource([position * 256 + layer, heightWord, plainWord]);
        const x = ((position + 0.5) / 2 ** 24) * (ends[layer] ?? 0);
        const draw = standardExponential(source);
        if (isUnderDensity(ends, layer, x, heightWord, density)) expect(draw).toBeCloseTo(x, 12);
        else expect(draw).toBe(standardExponential(new ScriptedSource([plainWord])));
      }),
      { numRuns: 500 },
    );
  });

  test("begins again where the tail begins", () => {
    const beyond = 0xffffff00;
    const draw = standardExponential(new ScriptedSource([beyond, beyond, plainWord]));
    expect(draw).toBeCloseTo(2 * tailStart + standardExponential(new ScriptedSource([plainWord])), 12);
  });

  test("fills the area under the density with its layers, to the top", () => {
    const top = ends[255] ?? 0;
    expect(area / top + density(top)).toBeCloseTo(1, 13);
  });

  // All moments and the whole shape. E[X^k] = k!, so Var(X) = 1, Var(X²) = 24 - 4 = 20 and
  // Var(X³) = 720 - 36 = 684. Tolerances: see falseAlarm.
  test("has the moments and the shape of the law of mean 1", () => {
    const n = 300_000;
    const random = namedStream("e1", "exponential", 0);
    const draws = Float64Array.from({ length: n }, () => standardExponential(random));
    for (const [power, mean, variance] of [
      [1, 1, 1],
      [2, 2, 20],
      [3, 6, 684],
    ] as const) {
      const z = (draws.reduce((sum, x) => sum + x ** power, 0) / n - mean) / Math.sqrt(variance / n);
      expect(Math.abs(z)).toBeLessThan(normalLimit);
    }
    expect(distributionDistance(draws, (x) => 1 - Math.exp(-x))).toBeLessThan(distanceLimit(n));
  });

  // Of 2 000 000 draws about 907 lie beyond the last layer; what they exceed it by has the same law again.
  test("has as many draws in the tail as it should, and the tail is right in itself", () => {
    const n = 2_000_000;
    const random = namedStream("e2", "exponential", 0);
    const beyond: number[] = [];
    for (let i = 0; i < n; i++) {
      const draw = standardExponential(random);
      if (draw > tailStart) beyond.push(draw - tailStart);
    }
    const expected = n * Math.exp(-tailStart);
    expect(Math.abs(beyond.length - expected) / Math.sqrt(expected)).toBeLessThan(normalLimit);
    expect(distributionDistance(beyond, (x) => 1 - Math.exp(-x))).toBeLessThan(distanceLimit(beyond.length));
  });
});
