import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RandomSource } from "../../src/engine/randomSource.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { idleLoad } from "../../src/routing/idleLoad.ts";
import { joinShortestQueue } from "../../src/routing/joinShortestQueue.ts";
import { leastOutstanding } from "../../src/routing/leastOutstanding.ts";
import { leastRequest } from "../../src/routing/leastRequest.ts";
import { routingTable, unitsOfSlots } from "../../src/routing/routingTable.ts";
import type { LoadView } from "../../src/routing/selector.ts";
import { binomialTest } from "../../src/statistics/binomialTest.ts";
import { tables } from "../laws/selectorLaws.ts";

const counts = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 40 });
const viewOf = (load: readonly number[]): LoadView => ({
  ...idleLoad,
  inFlightOfSlot: (slot) => load[slot % load.length] ?? 0,
});
const alike = (count: number) => routingTable(1, [{ deployment: "a", ready: count, weight: 1 }]);
const chance = namedStream("7", "router", 0);

describe("least-outstanding", () => {
  it("picks a replica with the fewest requests in flight per unit of weight", () => {
    fc.assert(
      fc.property(tables, counts, (table, load) => {
        fc.pre(table.totalUnits > 0);
        const units = unitsOfSlots(table);
        const filled = (slot: number): number => viewOf(load).inFlightOfSlot(slot) / (units[slot] ?? 1);
        const picked = leastOutstanding(table).pick(chance, viewOf(load));
        for (const slot of units.keys()) expect(filled(picked)).toBeLessThanOrEqual(filled(slot));
      }),
    );
  });
});

describe("join-shortest-queue", () => {
  it("picks a replica with the fewest requests in flight, whatever its weight", () => {
    fc.assert(
      fc.property(tables, counts, (table, load) => {
        fc.pre(table.totalUnits > 0);
        const view = viewOf(load);
        const picked = view.inFlightOfSlot(joinShortestQueue(table).pick(chance, view));
        for (let slot = 0; slot < table.slots; slot++) expect(picked).toBeLessThanOrEqual(view.inFlightOfSlot(slot));
      }),
    );
  });
});

describe("least-request", () => {
  it("looks at all replicas when it has as many choices", () => {
    fc.assert(
      fc.property(tables, counts, (table, load) => {
        fc.pre(table.totalUnits > 0);
        const all = leastRequest(table, { choices: table.slots });
        const [a, b] = [namedStream("5", "a", 0), namedStream("5", "a", 0)];
        expect(all.pick(a, viewOf(load))).toBe(leastOutstanding(table).pick(b, viewOf(load)));
      }),
    );
  });

  it("takes the busiest of equal replicas only when it is the only one: two choices are always different", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 200 }), fc.nat(), fc.integer(), (count, which, word) => {
        const busiest = which % count;
        const load = Array.from({ length: count }, (_, slot) => (slot === busiest ? 1 : 0));
        const source: RandomSource = namedStream((word >>> 0).toString(16), "router", 0);
        const selector = leastRequest(alike(count));
        for (let i = 0; i < 20; i++) expect(selector.pick(source, viewOf(load))).not.toBe(busiest);
      }),
    );
  });

  it("draws every ordered pair of equal replicas alike", () => {
    // The emptiest of a pair is known from the order of loads: slot s is picked when it is drawn with one of those after
    // it. 12 exact tests at a false-alarm rate of 1e-9 each; seed fixed.
    const count = 12;
    const load = Array.from({ length: count }, (_, slot) => slot);
    const selector = leastRequest(alike(count));
    const source = namedStream("9a1b", "router", 0);
    const n = 400_000;
    const picks = load.map(() => 0);
    for (let i = 0; i < n; i++) {
      const slot = selector.pick(source, viewOf(load));
      picks[slot] = (picks[slot] ?? 0) + 1;
    }
    for (const [slot, x] of picks.entries()) {
      const p = (2 * (count - 1 - slot)) / (count * (count - 1));
      if (p === 0) expect(x).toBe(0);
      else expect(binomialTest(x, n, p).logDoubled, `slot ${slot}`).toBeGreaterThan(Math.log(1e-9));
    }
  });

  it("refuses the words that would favour some pairs: of three replicas 2^32 mod 6 = 4 of them", () => {
    // Words whose product with 6 has a low half below 4.
    const words = [0, 715_827_883 | 0, 1_431_655_766 | 0, 5];
    const taken: number[] = [];
    const source: RandomSource = {
      next: () => {
        const word = words.shift() ?? 5;
        taken.push(word);
        return word;
      },
    };
    leastRequest(alike(3)).pick(source, idleLoad);
    expect(taken[0]).toBe(0);
    expect(taken.length).toBeGreaterThan(1);
  });

  it("picks the emptier of two per unit of weight: 3 in flight on weight 4 against 1 on weight 1", () => {
    const table = routingTable(1, [
      { deployment: "large", ready: 1, weight: 4 },
      { deployment: "small", ready: 1, weight: 1 },
      { deployment: "busy", ready: 1, weight: 1 },
    ]);
    const selector = leastRequest(table, { choices: 3 });
    expect(selector.pick(chance, viewOf([3, 1, 9]))).toBe(0);
    expect(selector.pick(chance, viewOf([5, 1, 9]))).toBe(1);
  });
});
