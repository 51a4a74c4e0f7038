import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namedStream } from "../../src/engine/seed.ts";
import { evenLoad } from "../../src/routing/evenLoad.ts";
import { idleLoad } from "../../src/routing/idleLoad.ts";
import { deploymentOfSlot, routingTable } from "../../src/routing/routingTable.ts";
import { binomialTest } from "../../src/statistics/binomialTest.ts";
import { tables } from "../laws/selectorLaws.ts";

describe("even-load", () => {
  it("picks a deployment with the fewest requests in flight per unit of weight", () => {
    fc.assert(
      fc.property(tables, fc.array(fc.nat({ max: 30 }), { minLength: 9, maxLength: 9 }), (table, counts) => {
        fc.pre(table.totalUnits > 0);
        const chance = namedStream("7", "router", 0);
        const picked = deploymentOfSlot(
          table,
          evenLoad(table).pick(chance, { ...idleLoad, inFlight: (j) => counts[j] ?? 0 }),
        );
        const perUnit = (j: number): number => (counts[j] ?? 0) / (table.units[j] ?? 0);
        for (const [j, units] of table.units.entries()) {
          if (units > 0) expect(perUnit(picked)).toBeLessThanOrEqual(perUnit(j));
        }
      }),
    );
  });

  it("splits an idle fleet by weight", () => {
    // Seed fixed; one exact test at a false-alarm rate of 1e-9.
    const table = routingTable(1, [
      { deployment: "a", ready: 3, weight: 1 },
      { deployment: "b", ready: 2, weight: 1 },
    ]);
    const selector = evenLoad(table);
    const chance = namedStream("5eed", "router", 0);
    let first = 0;
    for (let i = 0; i < 100_000; i++) if (selector.pick(chance, idleLoad) < 3) first++;
    expect(binomialTest(first, 100_000, 0.6).logDoubled).toBeGreaterThan(Math.log(1e-9));
  });

  it("sends the next request to the emptier deployment: 4 in flight on 3 replicas against 2 on 2", () => {
    const table = routingTable(1, [
      { deployment: "a", ready: 3, weight: 1 },
      { deployment: "b", ready: 2, weight: 1 },
    ]);
    const slot = evenLoad(table).pick(namedStream("1", "router", 0), {
      ...idleLoad,
      inFlight: (j) => [4, 2][j] ?? 0,
    });
    expect(deploymentOfSlot(table, slot)).toBe(1);
  });
});
