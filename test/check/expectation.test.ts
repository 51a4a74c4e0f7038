import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultMargin, marginFor, sharesOf } from "../../src/check/expectation.ts";

const units = fc
  .array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 6 })
  .filter((all) => all.some((each) => each > 0));

describe("sharesOf", () => {
  test("sums to 1, in proportion to the units", () => {
    fc.assert(
      fc.property(units, (all) => {
        const shares = sharesOf({ units: all });
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        for (const [j, each] of all.entries()) expect(shares[j] === 0).toBe(each === 0);
      }),
    );
    expect(sharesOf({ units: [3, 2] })).toEqual([0.6, 0.4]);
  });
});

describe("the margin", () => {
  test("is the same for a share and for what is left of it, and smaller than both", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (share) => {
        expect(defaultMargin(share)).toBeCloseTo(defaultMargin(1 - share), 12);
        expect(defaultMargin(share)).toBeLessThan(Math.min(share, 1 - share));
      }),
    );
  });

  test.each([
    [0.6, 0.01],
    [0.1, 0.01],
    [0.05, 0.005],
    [0.001, 0.0001],
  ])("of a share of %d is %d", (share, margin) => {
    expect(defaultMargin(share)).toBeCloseTo(margin, 12);
  });

  test("is the one that was asked for, where one was", () => {
    expect(marginFor({ margin: 0.2 }, 0.001)).toBe(0.2);
    expect(marginFor({}, 0.6)).toBe(0.01);
  });
});
