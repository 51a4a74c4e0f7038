import fc from "fast-check";
import { expect, test } from "vitest";
import { drawnValue } from "../../../src/experiment/sweep/drawnValue.ts";
import { latinCoordinate } from "../../../src/experiment/sweep/latinHypercube.ts";
import type { ValueRange } from "../../../src/scenario/study/study.ts";

const seed = fc.bigInt(0n, 2n ** 128n - 1n).map((value) => value.toString(16));
const points = fc.integer({ min: 1, max: 300 });
const range: fc.Arbitrary<ValueRange> = fc
  .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-3, max: 1e6, noNaN: true }))
  .map(([from, width]) => ({ kind: "range", from, to: from + width, unit: undefined, integer: false }));

function valuesOf(values: Parameters<typeof drawnValue>[0], from: string, count: number): readonly unknown[] {
  return latinCoordinate(from, "x", count).map((place) => drawnValue(values, place, count));
}

test("every stratum is hit exactly once", () => {
  fc.assert(
    fc.property(seed, points, (from, count) => {
      const strata = latinCoordinate(from, "x", count).map(({ stratum }) => stratum);
      expect(strata.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
    }),
  );
});

test("so is every stratum of a range, by the values that are written", () => {
  fc.assert(
    fc.property(seed, points, range, (from, count, bounds) => {
      const values = valuesOf({ kind: "range", ...bounds }, from, count).map(Number);
      const edge = (stratum: number): number => bounds.from + ((bounds.to - bounds.from) * stratum) / count;
      for (const [stratum, value] of values.toSorted((a, b) => a - b).entries()) {
        expect(value).toBeGreaterThanOrEqual(edge(stratum));
        // The upper edge itself only where no double lies between the edges.
        expect(value).toBeLessThanOrEqual(edge(stratum + 1));
      }
    }),
  );
});

test("whole numbers lie between the bounds and are used evenly", () => {
  fc.assert(
    fc.property(
      seed,
      points,
      fc.integer({ min: -50, max: 50 }),
      fc.integer({ min: 1, max: 40 }),
      (from, count, low, width) => {
        const bounds = { kind: "range", from: low, to: low + width, unit: undefined, integer: true } as const;
        const values = valuesOf(bounds, from, count).map(Number);
        expect(values.every((value) => Number.isInteger(value) && value >= low && value <= low + width)).toBe(true);
        const uses = Array.from({ length: width + 1 }, (_, i) => values.filter((value) => value === low + i).length);
        // A value may share a stratum with its neighbours at both edges.
        expect(Math.max(...uses) - Math.min(...uses)).toBeLessThanOrEqual(3);
      },
    ),
  );
});

test("values of a list are used evenly", () => {
  fc.assert(
    fc.property(seed, points, fc.integer({ min: 1, max: 20 }), (from, count, length) => {
      fc.pre(count >= length);
      const list = Array.from({ length }, (_, i) => `v${i}`);
      const values = valuesOf({ kind: "list", list }, from, count);
      const uses = list.map((each) => values.filter((value) => value === each).length);
      expect(Math.max(...uses) - Math.min(...uses)).toBeLessThanOrEqual(1);
    }),
  );
});

test("a unit makes a text that quantities can be read from: no exponent", () => {
  const place = { stratum: 0, offset: 0.5 };
  const tiny = { kind: "range", from: 0, to: 1e-6, unit: "ms", integer: false } as const;
  expect(drawnValue(tiny, place, 1)).toBe("0.0000005ms");
  expect(drawnValue({ ...tiny, to: 100, unit: "/s" }, place, 1)).toBe("50/s");
});

test("a coordinate depends on the seed and its own name alone", () => {
  expect(latinCoordinate("7f3a", "load", 4)).toEqual(latinCoordinate("7f3a", "load", 4));
  expect(latinCoordinate("7f3a", "load", 50)).not.toEqual(latinCoordinate("7f3a", "sd", 50));
  expect(latinCoordinate("7f3b", "load", 50)).not.toEqual(latinCoordinate("7f3a", "load", 50));
});

test("coordinates are in no order, and none follows another", () => {
  const strataOf = (name: string): readonly number[] =>
    latinCoordinate("7f3a", name, 200).map(({ stratum }) => stratum);
  for (const name of ["load", "sd", "slots"]) {
    const strata = strataOf(name);
    // Of a random order about half of the neighbours ascend: 99.5 ± 4.1 of 199 (Eulerian), so 6 standard deviations.
    const ascents = strata.slice(1).filter((stratum, i) => stratum > (strata[i] ?? 0)).length;
    expect(Math.abs(ascents - 99.5)).toBeLessThan(25);
  }
  const [load, sd] = [strataOf("load"), strataOf("sd")];
  expect(load.filter((stratum, i) => stratum === sd[i]).length).toBeLessThan(12);
});
