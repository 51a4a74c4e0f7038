import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namedStream } from "../../src/engine/seed.ts";
import { createSelector } from "../../src/routing/createSelector.ts";
import { idleLoad } from "../../src/routing/idleLoad.ts";
import { type RoutingTable, routingTable, type TableEntry } from "../../src/routing/routingTable.ts";
import { binomialTest } from "../../src/statistics/binomialTest.ts";

type Sticky = "rendezvous" | "maglev";
const chance = namedStream("1", "unused", 0);

/** Where sessions go: the number of the replica, which is the same in every table. */
function homes(strategy: Sticky, table: RoutingTable, sessions: readonly number[]): readonly number[] {
  const selector = createSelector(strategy, table);
  return sessions.map((session) => {
    const slot = selector.pick(chance, { ...idleLoad, session: () => session });
    return table.replicas[slot] ?? -1;
  });
}

const words = namedStream("5e55", "sessions", 0);
const sessions: readonly number[] = Array.from({ length: 20_000 }, () => words.next());

/** Replicas 0 to n - 1 in `a`, 100 and on in `b`. */
const two = (a: readonly number[], b: readonly number[], weight = 1): RoutingTable => {
  const entry = (deployment: string, replicas: readonly number[], each: number): TableEntry => ({
    deployment,
    ready: replicas.length,
    weight: each,
    replicas,
  });
  return routingTable(1, [entry("a", a, 1), entry("b", b, weight)]);
};

describe.each(["rendezvous", "maglev"] as const)("%s", (strategy) => {
  it("sends a session to the same replica again and again, whatever chance and load do", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1, maxLength: 20 }),
        fc.integer(),
        fc.nat(50),
        (keys, word, n) => {
          const table = two([0, 1, 2], [100, 101], 0.5);
          const other = namedStream((word >>> 0).toString(16), "other", 0);
          const selector = createSelector(strategy, table);
          const first = homes(strategy, table, keys);
          const again = keys.map((session) => {
            const slot = selector.pick(other, { ...idleLoad, inFlightOfSlot: () => n, session: () => session });
            return table.replicas[slot];
          });
          expect(again).toEqual(first);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("gives every replica its share of the sessions by weight", () => {
    // 3 replicas of weight 1 and 2 of weight 3: ninths and thirds. Five exact tests at 1e-9; the sessions are fixed.
    const found = homes(strategy, two([0, 1, 2], [100, 101], 3), sessions);
    for (const [replica, share] of [
      [0, 1 / 9],
      [1, 1 / 9],
      [2, 1 / 9],
      [100, 1 / 3],
      [101, 1 / 3],
    ] as const) {
      const count = found.filter((home) => home === replica).length;
      expect(binomialTest(count, sessions.length, share).logDoubled, `${replica}`).toBeGreaterThan(Math.log(1e-9));
    }
  });

  it("moves few sessions when a replica goes: those it had, and hardly any other", () => {
    const before = homes(strategy, two([0, 1, 2, 3, 4], [100, 101, 102, 103, 104]), sessions);
    const after = homes(strategy, two([0, 1, 2, 3, 4], [100, 101, 103, 104]), sessions);
    const moved = before.filter((home, i) => home !== 102 && home !== after[i]).length;
    expect(after).not.toContain(102);
    // Rendezvous moves none of the others at all; Maglev a few in a hundred.
    expect(moved).toBeLessThanOrEqual(strategy === "rendezvous" ? 0 : sessions.length * 0.1);
  });
});

describe("rendezvous", () => {
  it("moves sessions only to what grows and away from what shrinks", () => {
    const replicas = fc.uniqueArray(fc.nat({ max: 30 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(replicas, replicas, fc.nat({ max: 30 }), fc.constantFrom(1, 0.25, 7), (a, b, more, weight) => {
        fc.pre(!a.includes(more));
        const of = (list: readonly number[]): RoutingTable =>
          two(
            list,
            b.map((each) => 100 + each),
            weight,
          );
        const some = sessions.slice(0, 300);
        const before = homes("rendezvous", of(a), some);
        const after = homes("rendezvous", of([...a, more]), some);
        for (const [i, home] of after.entries()) if (home !== before[i]) expect(home).toBe(more);
      }),
    );
  });

  it("moves sessions only to a deployment whose weight grows", () => {
    const before = homes("rendezvous", two([0, 1], [100, 101], 1), sessions);
    const after = homes("rendezvous", two([0, 1], [100, 101], 2), sessions);
    const moved = after.filter((home, i) => home !== before[i]);
    expect(moved.length).toBeGreaterThan(0);
    expect(moved.every((home) => home >= 100)).toBe(true);
  });

  it("does not mind in which order deployments stand", () => {
    const a: TableEntry = { deployment: "a", ready: 2, weight: 1, replicas: [4, 9] };
    const b: TableEntry = { deployment: "b", ready: 1, weight: 3, replicas: [7] };
    const some = sessions.slice(0, 1000);
    expect(homes("rendezvous", routingTable(1, [a, b]), some)).toEqual(
      homes("rendezvous", routingTable(1, [b, a]), some),
    );
  });
});
