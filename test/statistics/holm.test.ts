import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holm, logHolm } from "../../src/statistics/holm.ts";
import referenceValues from "./referenceValues.json" with { type: "json" };
import { relativeError } from "./relativeError.ts";

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

describe("holm", () => {
  test("lies between the p-values and Bonferroni, and keeps their order", () => {
    fc.assert(
      fc.property(pValues, (ps) => {
        const adjusted = holm(ps);
        for (const [i, p] of ps.entries()) {
          const mine = adjusted[i] ?? Number.NaN;
          expect(mine).toBeGreaterThanOrEqual(p * (1 - 1e-12));
          expect(mine).toBeLessThanOrEqual(Math.min(1, ps.length * p) * (1 + 1e-12));
          for (const [j, other] of ps.entries()) {
            if (p <= other) expect(mine).toBeLessThanOrEqual(adjusted[j] ?? Number.NaN);
          }
        }
      }),
    );
  });

  test("does not care in which order the tests are listed", () => {
    fc.assert(
      fc.property(pValues, (ps) => {
        expect(holm([...ps].reverse())).toEqual([...holm(ps)].reverse());
      }),
    );
  });

  test.each(referenceValues["p.adjust"])("$inputs.p", ({ inputs: { p }, expected }) => {
    for (const [index, adjusted] of holm(p).entries()) {
      expect(relativeError(adjusted, expected.holm[index] ?? Number.NaN)).toBeLessThan(1e-12);
    }
  });

  test("works on logarithms of what no double can hold", () => {
    expect(logHolm([-2000, -1])).toEqual([-2000 + Math.LN2, -1]);
    expect(holm([])).toEqual([]);
    expect(() => holm([1.1])).toThrow(RangeError);
    expect(() => holm([Number.NaN])).toThrow(RangeError);
  });
});
