import fc from "fast-check";
import { expect } from "vitest";
import type { RandomSource } from "../../src/engine/randomSource.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { deploymentOfSlot, type RoutingTable, routingTable } from "../../src/routing/routingTable.ts";
import type { LoadView, Selector } from "../../src/routing/selector.ts";

/** What a selector is made by. */
export type MakeSelector = (table: RoutingTable) => Selector;

export const idle: LoadView = { inFlight: () => 0 };

/** Tables with zero weights, unready deployments, fractional weights and large totals among them. */
export const tables: fc.Arbitrary<RoutingTable> = fc
  .array(
    fc.record({
      ready: fc.nat({ max: 12 }),
      weight: fc.oneof(fc.constantFrom(0, 1, 1, 1, 0.5, 2, 0.001, 65537), fc.nat({ max: 1000 })),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((list) =>
    routingTable(
      1,
      list.map((entry, j) => ({ deployment: `d${j}`, ...entry })),
    ),
  );

const loads: fc.Arbitrary<readonly number[]> = fc.array(fc.nat({ max: 40 }), { minLength: 9, maxLength: 9 });
const viewOf = (counts: readonly number[]): LoadView => ({ inFlight: (j) => counts[j] ?? 0 });
const words = fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { minLength: 1, maxLength: 20 });

/** The words, then a good stream, so that rejection always ends. */
function scripted(script: readonly number[]): RandomSource {
  const rest = namedStream("1", "script", 0);
  let at = 0;
  return { next: () => script[at++] ?? rest.next() };
}

/** No pick of a deployment without weight or without a ready replica; no slot outside the table; -1 only when nobody can serve. */
export function picksOnlyTheEligible(make: MakeSelector): void {
  fc.assert(
    fc.property(tables, loads, words, (table, counts, script) => {
      const slot = make(table).pick(scripted(script), viewOf(counts));
      if (table.totalUnits === 0) {
        expect(slot).toBe(-1);
        return;
      }
      expect(slot).toBeGreaterThanOrEqual(0);
      expect(slot).toBeLessThan(table.slots);
      const j = deploymentOfSlot(table, slot);
      expect(table.units[j]).toBeGreaterThan(0);
      expect(slot - (table.firstSlot[j] ?? 0)).toBeLessThan(table.ready[j] ?? 0);
    }),
  );
}

/** Multiplying every weight by the same factor changes no pick. */
export function ignoresTheScaleOfWeights(make: MakeSelector): void {
  const entries = fc.array(fc.record({ ready: fc.nat({ max: 6 }), weight: fc.nat({ max: 20 }) }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(entries, loads, words, fc.constantFrom(2, 10, 0.5, 7), (list, counts, script, factor) => {
      const of = (scale: number): RoutingTable =>
        routingTable(
          1,
          list.map(({ ready, weight }, j) => ({ deployment: `d${j}`, ready, weight: weight * scale })),
        );
      expect(make(of(factor)).pick(scripted(script), viewOf(counts))).toBe(
        make(of(1)).pick(scripted(script), viewOf(counts)),
      );
    }),
  );
}

/** The same words give the same pick: a selector has no chance and no memory of its own. */
export function isAFunctionOfTableChanceAndLoad(make: MakeSelector): void {
  fc.assert(
    fc.property(tables, loads, words, (table, counts, script) => {
      const used = make(table);
      const warmUp = namedStream("2", "warm-up", 0);
      for (let i = 0; i < 5; i++) used.pick(warmUp, viewOf(counts));
      expect(used.pick(scripted(script), viewOf(counts))).toBe(make(table).pick(scripted(script), viewOf(counts)));
    }),
  );
}

/** A selector made from an older table goes on by it, whatever newer ones are made meanwhile. */
export function keepsToItsTable(make: MakeSelector): void {
  fc.assert(
    fc.property(tables, tables, words, (older, newer, script) => {
      const selector = make(older);
      const before = selector.pick(scripted(script), idle);
      make(newer).pick(scripted(script), idle);
      expect(selector.pick(scripted(script), idle)).toBe(before);
    }),
  );
}
