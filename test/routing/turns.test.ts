import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namedStream } from "../../src/engine/seed.ts";
import { idleLoad } from "../../src/routing/idleLoad.ts";
import { deploymentOfSlot, type RoutingTable, routingTable } from "../../src/routing/routingTable.ts";
import type { Selector } from "../../src/routing/selector.ts";
import { smoothWeightedRoundRobin } from "../../src/routing/smoothWeightedRoundRobin.ts";
import { stride } from "../../src/routing/stride.ts";
import { Discrepancy } from "../../src/statistics/discrepancy.ts";
import { smoothRoundRobin } from "../statistics/smoothRoundRobin.ts";

const tableOf = (...entries: readonly (readonly [ready: number, weight: number])[]): RoutingTable =>
  routingTable(
    1,
    entries.map(([ready, weight], j) => ({ deployment: `d${j}`, ready, weight })),
  );

const chance = namedStream("1", "unused", 0);

function picksOf(selector: Selector, table: RoutingTable, count: number): readonly number[] {
  return Array.from({ length: count }, () => deploymentOfSlot(table, selector.pick(chance, idleLoad)));
}

const entry = fc.tuple(fc.nat({ max: 5 }), fc.oneof(fc.constantFrom(0, 1, 1, 0.25, 100), fc.nat({ max: 30 })));
const tables = fc.array(entry, { minLength: 1, maxLength: 8 }).map((entries) => tableOf(...entries));
const routed = (table: RoutingTable): number => table.units.filter((units) => units > 0).length;

const strategies = [
  { name: "smooth-weighted-round-robin", make: smoothWeightedRoundRobin, bound: (k: number) => (k - 1) ** 2 / k },
  { name: "stride", make: stride, bound: (k: number) => Math.max(1, k - 1) / 2 },
] as const;

describe.each(strategies)("$name", ({ make, bound }) => {
  it("never strays further from a share than it says", () => {
    fc.assert(
      fc.property(tables, (table) => {
        fc.pre(table.totalUnits > 0);
        const found = new Discrepancy(table.units);
        for (const j of picksOf(make(table), table, Math.min(3 * table.totalUnits, 2000))) found.update(j);
        expect(found.largest).toBeLessThanOrEqual(bound(routed(table)) + 1e-9);
      }),
    );
  });

  it("gives every deployment exactly its units in as many requests as there are units", () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), (entries) => {
        const table = tableOf(...entries);
        fc.pre(table.totalUnits > 0 && table.totalUnits < 5000);
        const selector = make(table);
        for (let round = 0; round < 3; round++) {
          const counts = table.units.map(() => 0);
          for (const j of picksOf(selector, table, table.totalUnits)) counts[j] = (counts[j] ?? 0) + 1;
          expect(counts).toEqual(table.units);
        }
      }),
    );
  });

  it("goes on where it stood when a new table comes, however often: nobody is favoured by a refresh", () => {
    fc.assert(
      fc.property(
        tables,
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 50, maxLength: 150 }),
        (table, runs) => {
          fc.pre(table.totalUnits > 0 && table.totalUnits < 2 ** 20);
          const found = new Discrepancy(table.units);
          let selector = make(table);
          for (const count of runs) {
            for (const j of picksOf(selector, table, count)) found.update(j);
            selector = make(table, selector);
          }
          // Credits beyond one request are cut to one where a table comes, so a little more than without.
          expect(found.largest).toBeLessThanOrEqual(3 * routed(table));
        },
      ),
    );
  });

  it("stays within a few requests of the shares while tables come and go", () => {
    fc.assert(
      fc.property(fc.array(tables, { minLength: 2, maxLength: 6 }), fc.nat({ max: 60 }), (list, count) => {
        let before: Selector | undefined;
        for (const table of list) {
          const selector = make(table, before);
          before = selector;
          if (table.totalUnits === 0) continue;
          const found = new Discrepancy(table.units);
          for (const j of picksOf(selector, table, count)) found.update(j);
          // What the check of a scenario allows a stretch.
          expect(found.largest).toBeLessThanOrEqual(3 * routed(table));
        }
      }),
    );
  });

  it("lets the replicas of a deployment take turns", () => {
    const table = tableOf([3, 2], [2, 1]);
    const selector = make(table);
    const slots = Array.from({ length: 8 * 6 }, () => selector.pick(chance, idleLoad));
    const first = slots.filter((slot) => slot < 3);
    expect(first).toEqual(first.map((_, i) => i % 3));
  });
});

describe("smooth-weighted-round-robin", () => {
  it("is half a request from the share of two equal deployments: its bound is met", () => {
    const table = tableOf([1, 1], [1, 1]);
    const found = new Discrepancy(table.units);
    for (const j of picksOf(smoothWeightedRoundRobin(table), table, 10)) found.update(j);
    expect(found.largest).toBe(0.5);
  });

  it("is the schedule of nginx: 5, 1, 1 give a a b a c a a", () => {
    const table = tableOf([1, 5], [1, 1], [1, 1]);
    expect(picksOf(smoothWeightedRoundRobin(table), table, 7)).toEqual([0, 0, 1, 0, 2, 0, 0]);
  });

  it("shows no trace of a refresh: credits are whole units", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), (a, b) => {
        const table = tableOf([a, 1], [b, 1]);
        const undisturbed = picksOf(smoothWeightedRoundRobin(table), table, 100);
        let selector = smoothWeightedRoundRobin(table);
        const disturbed = undisturbed.map(() => {
          const [j] = picksOf(selector, table, 1);
          selector = smoothWeightedRoundRobin(table, selector);
          return j;
        });
        expect(disturbed).toEqual(undisturbed);
      }),
    );
  });

  it("agrees with another implementation of the schedule", () => {
    fc.assert(
      fc.property(tables, (table) => {
        fc.pre(table.totalUnits > 0);
        const schedule = smoothRoundRobin(table.units);
        const expected = Array.from({ length: 100 }, () => schedule.next().value);
        expect(picksOf(smoothWeightedRoundRobin(table), table, 100)).toEqual(expected);
      }),
    );
  });
});

describe("stride", () => {
  it("picks the lowest pass: 3, 2, 1 give a b a c b a", () => {
    const table = tableOf([1, 3], [1, 2], [1, 1]);
    expect(picksOf(stride(table), table, 6)).toEqual([0, 1, 0, 2, 1, 0]);
  });
});
