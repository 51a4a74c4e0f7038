import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { budgetOf, testedShares } from "../../src/check/budget.ts";
import { type OrderPromise, orderPromises } from "../../src/check/expectation.ts";

const units = fc
  .array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 6 })
  .filter((all) => all.some((each) => each > 0));
const phases = fc.array(
  units.map((all) => ({ name: "p", fromMs: 0, toMs: 1, units: all })),
  { minLength: 1, maxLength: 4 },
);
const order: fc.Arbitrary<OrderPromise> = fc.constantFrom(...orderPromises);
const flake = fc.constantFrom(1e-12, 1e-9, 1e-2, 0.5);

describe("budgetOf", () => {
  test("shares out at most the whole false-alarm rate", () => {
    fc.assert(
      fc.property(phases, order, flake, (all, promise, rate) => {
        const budget = budgetOf({ phases: all, order: promise, flake: rate, miss: 1e-6 });
        const tests = all.reduce((sum, phase) => sum + testedShares(phase.units).length, 0);
        expect(budget.conformity + tests * budget.eachShare + budget.order).toBeLessThanOrEqual(rate * (1 + 1e-12));
        for (const part of Object.values(budget)) expect(part).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("spends on the order only where independence was promised", () => {
    const all = [{ name: "p", fromMs: 0, toMs: 1, units: [3, 2] }];
    expect(budgetOf({ phases: all, order: "any", flake: 3e-9, miss: 1e-6 }).order).toBe(0);
    expect(budgetOf({ phases: all, order: "independent", flake: 3e-9, miss: 1e-6 })).toEqual({
      conformity: 1e-9,
      eachShare: 1e-9,
      order: 1e-9,
      miss: 1e-6,
    });
  });

  test("gives a judge that watches half the miss rate, and less for the order", () => {
    const all = [{ name: "p", fromMs: 0, toMs: 1, units: [3, 2] }];
    const budget = budgetOf({ phases: all, order: "independent", flake: 3e-9, miss: 1e-6 }, true);
    expect(budget.miss).toBe(5e-7);
    // Contexts and copies have weight 1/3 in the mean, the four sizes of window 1/12 each.
    const rootSum = 2 * Math.sqrt(1 / 3) + 4 * Math.sqrt(1 / 12);
    expect(budget.order * rootSum ** 2).toBeCloseTo(1e-9, 11);
    expect(budget.order * rootSum ** 2).toBeLessThanOrEqual(1e-9);
  });
});

describe("testedShares", () => {
  test("leaves out what is certain, and tests one of two", () => {
    expect(testedShares([3, 0, 2])).toEqual([0]);
    expect(testedShares([3, 1, 2])).toEqual([0, 1, 2]);
    expect(testedShares([3, 0])).toEqual([]);
    expect(testedShares([7])).toEqual([]);
  });
});
