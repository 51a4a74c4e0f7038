import fc from "fast-check";
import { expect, test } from "vitest";
import { interpolated } from "../../src/report/interpolated.ts";

test("a line goes through its ends and never leaves the range of its values", () => {
  const inside = fc.uniqueArray(fc.double({ min: 0.001, max: 0.999, noNaN: true }), { maxLength: 8 });
  fc.assert(
    fc.property(
      inside,
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      fc.integer({ min: 2, max: 90 }),
      (places, stream, columns) => {
        const all = [0, ...places.toSorted((a, b) => a - b), 1];
        const values = all.map(() => stream.next().value ?? 0);
        const line = interpolated(all, values, columns);
        expect([line[0], line.at(-1)]).toEqual([values[0], values.at(-1)]);
        const [least, most] = [Math.min(...values), Math.max(...values)];
        for (const value of line) {
          expect(value).toBeGreaterThanOrEqual(least - 1e-12);
          expect(value).toBeLessThanOrEqual(most + 1e-12);
        }
      },
    ),
  );
});

test("beside a missing value the line is missing", () => {
  expect(interpolated([0, 0.5, 1], [0, 1, null], 5)).toEqual([0, 0.5, 1, null, null]);
  expect(interpolated([0, 0.5, 1], [0, null, 1], 5)).toEqual([0, null, null, null, 1]);
});
