import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RandomSource } from "../../src/engine/randomSource.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { idleLoad } from "../../src/routing/idleLoad.ts";
import { deploymentOfSlot, type RoutingTable, routingTable } from "../../src/routing/routingTable.ts";
import { unitTableLimit, weightedRandom } from "../../src/routing/weightedRandom.ts";
import { binomialTest } from "../../src/statistics/binomialTest.ts";

const table = (...entries: readonly (readonly [ready: number, weight: number])[]): RoutingTable =>
  routingTable(
    1,
    entries.map(([ready, weight], j) => ({ deployment: `d${j}`, ready, weight })),
  );

/** A source that gives one word, once. */
const word = (value: number): RandomSource => ({
  next: () => {
    const given = value;
    value = Number.NaN;
    return given | 0;
  },
});

/** Smallest word that Lemire's method turns into this unit of the total, beyond the rejected ones. */
const wordFor = (unit: number, total: number): number => Math.ceil((unit * 2 ** 32 + (2 ** 32 % total)) / total);

describe("weighted-random", () => {
  it("gives every unit of weight its own pick: the frequencies are exactly weight over total, from the table itself", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 9 })), { minLength: 1, maxLength: 6 }),
        (entries) => {
          const routes = table(...entries.map(([ready, weight]) => [ready, weight] as const));
          fc.pre(routes.totalUnits > 0);
          const selector = weightedRandom(routes);
          const picks = routes.units.map(() => 0);
          const slots = new Map<number, number>();
          for (let unit = 0; unit < routes.totalUnits; unit++) {
            const slot = selector.pick(word(wordFor(unit, routes.totalUnits)), idleLoad);
            const j = deploymentOfSlot(routes, slot);
            picks[j] = (picks[j] ?? 0) + 1;
            slots.set(slot, (slots.get(slot) ?? 0) + 1);
          }
          expect(picks).toEqual(routes.units);
          for (const [slot, times] of slots) expect(times).toBe(routes.unitsPerReplica[deploymentOfSlot(routes, slot)]);
          expect(slots.size).toBe(routes.slots);
        },
      ),
    );
  });

  it("renames its picks, and nothing else, when the deployments change places", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 }), { minLength: 2, maxLength: 5 }), fc.nat(), (ready, turn) => {
        const by = turn % ready.length;
        const turned = [...ready.slice(by), ...ready.slice(0, by)];
        const [a, b] = [table(...ready.map((r) => [r, 1] as const)), table(...turned.map((r) => [r, 1] as const))];
        fc.pre(a.totalUnits > 0);
        const count = (routes: RoutingTable): readonly number[] => {
          const picks = routes.units.map(() => 0);
          for (let unit = 0; unit < routes.totalUnits; unit++) {
            const j = deploymentOfSlot(
              routes,
              weightedRandom(routes).pick(word(wordFor(unit, routes.totalUnits)), idleLoad),
            );
            picks[j] = (picks[j] ?? 0) + 1;
          }
          return picks;
        };
        const counts = count(a);
        expect(count(b)).toEqual([...counts.slice(by), ...counts.slice(0, by)]);
      }),
    );
  });

  it("draws again the words that would favour the first units", () => {
    const routes = table([3, 1], [2, 1]);
    // 2^32 mod 5 = 1, so of all words only 0 is refused.
    const words = [0, 2 ** 31];
    expect(weightedRandom(routes).pick({ next: () => words.shift() ?? 0 }, idleLoad)).toBe(2);
  });

  it("splits 3 + 2 replicas 60 / 40 and each replica alike", () => {
    // Seed fixed. Each of the 1 + 5 exact tests has a false-alarm rate of 1e-9.
    const routes = table([3, 1], [2, 1]);
    const selector = weightedRandom(routes);
    const chance = namedStream("60c0ffee", "router", 0);
    const n = 1_000_000;
    const slots = [0, 0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const slot = selector.pick(chance, idleLoad);
      slots[slot] = (slots[slot] ?? 0) + 1;
    }
    const first = slots.slice(0, 3).reduce((sum, count) => sum + count, 0);
    expect(binomialTest(first, n, 0.6).logDoubled).toBeGreaterThan(Math.log(1e-9));
    for (const count of slots) expect(binomialTest(count, n, 0.2).logDoubled).toBeGreaterThan(Math.log(1e-9));
  });

  it("keeps the exact shares beyond the table of units, by prefix sums", () => {
    // Weights 99.999 and 0.001: total 100 000 units. Seed fixed; two exact tests at 1e-9.
    const routes = table([1, 99.999], [1, 0.001]);
    expect(routes.totalUnits).toBeGreaterThan(unitTableLimit);
    const selector = weightedRandom(routes);
    const chance = namedStream("abc", "router", 1);
    const n = 2_000_000;
    let rare = 0;
    for (let i = 0; i < n; i++) rare += selector.pick(chance, idleLoad);
    expect(binomialTest(rare, n, 1e-5).logDoubled).toBeGreaterThan(Math.log(1e-9));
    expect(rare).toBeGreaterThan(0);
  });

  it("finds the right deployment at every edge of large prefix sums", () => {
    const routes = table([2, 40_000], [0, 5], [1, 1], [1, 30_000]);
    expect(routes.totalUnits).toBe(110_001);
    const selector = weightedRandom(routes);
    const at = (unit: number): number => selector.pick(word(wordFor(unit, routes.totalUnits)), idleLoad);
    expect([0, 39_999, 40_000, 79_999, 80_000, 80_001, 110_000].map(at)).toEqual([0, 0, 1, 1, 2, 3, 3]);
  });
});
