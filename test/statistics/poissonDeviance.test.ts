import fc from "fast-check";
import { expect, test } from "vitest";
import { poissonDeviance } from "../../src/statistics/poissonDeviance.ts";

const positive = fc.double({ min: 1e-6, max: 1e9, noNaN: true });

test("is never negative, 0 only where the two agree", () => {
  fc.assert(
    fc.property(positive, positive, (x, m) => {
      expect(poissonDeviance(x, m)).toBeGreaterThanOrEqual(0);
      expect(poissonDeviance(x, x)).toBe(0);
      expect(poissonDeviance(0, m)).toBe(m);
    }),
  );
});

test("agrees with its formula where nothing cancels, and with half the squared distance where everything does", () => {
  fc.assert(
    fc.property(positive, fc.double({ min: 1.5, max: 9, noNaN: true }), (m, ratio) => {
      const exact = m * (ratio * Math.log(ratio) - (ratio - 1));
      expect(Math.abs(poissonDeviance(m * ratio, m) - exact)).toBeLessThan(1e-13 * exact);
      const near = poissonDeviance(m * (1 + 2 ** -30), m);
      expect(near / ((m * 2 ** -60) / 2)).toBeCloseTo(1, 6);
    }),
  );
});

test("of 3 observed where 2 were expected is 3 ln 1.5 - 1", () => {
  expect(poissonDeviance(3, 2)).toBeCloseTo(3 * Math.log(1.5) - 1, 15);
});
