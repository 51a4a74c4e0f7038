import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namedStream } from "../../src/engine/seed.ts";
import { idleLoad } from "../../src/routing/idleLoad.ts";
import { LatencyByLoad } from "../../src/routing/latencyByLoad.ts";
import { peakEwma } from "../../src/routing/peakEwma.ts";
import { prequal } from "../../src/routing/prequal.ts";
import { ProbePool } from "../../src/routing/probePool.ts";
import { RecentQuantile } from "../../src/routing/recentQuantile.ts";
import { type RoutingTable, routingTable } from "../../src/routing/routingTable.ts";
import type { LoadView, Selector } from "../../src/routing/selector.ts";

const alike = (replicas: readonly number[]): RoutingTable =>
  routingTable(1, [{ deployment: "a", ready: replicas.length, weight: 1, replicas }]);
const at = (nowMs: number, load: readonly number[] = []): LoadView => ({
  ...idleLoad,
  nowMs: () => nowMs,
  inFlightOfSlot: (slot) => load[slot] ?? 0,
});
const ended = (replica: number, latencyMs: number, inFlight = 0) => ({ replica, latencyMs, inFlight, served: true });
const chance = namedStream("3", "router", 0);

/** How many of 1000 picks go to each slot. */
function picks(selector: Selector, table: RoutingTable, view: LoadView): readonly number[] {
  const counts = Array.from(table.replicas, () => 0);
  for (let i = 0; i < 1000; i++) {
    const slot = selector.pick(chance, view);
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  return counts;
}

describe("peak-ewma", () => {
  it("picks by latency times requests: 100 ms with 2 in flight against 200 ms with none", () => {
    const table = alike([0, 1]);
    const selector = peakEwma(table, { choices: 2, decayMs: 1e9 });
    selector.learn?.(ended(0, 100), at(0));
    selector.learn?.(ended(1, 200), at(0));
    expect(picks(selector, table, at(0, [0, 0]))).toEqual([1000, 0]);
    // 100 · 3 = 300 against 200 · 1.
    expect(picks(selector, table, at(0, [2, 0]))).toEqual([0, 1000]);
  });

  it("jumps to a peak at once and comes down slowly", () => {
    const table = alike([0, 1]);
    const selector = peakEwma(table, { decayMs: 1000 });
    selector.learn?.(ended(0, 50), at(0));
    selector.learn?.(ended(1, 60), at(0));
    selector.learn?.(ended(0, 500), at(0));
    expect(picks(selector, table, at(0))).toEqual([0, 1000]);
    // One time constant later its peak counts for 500 / e = 184, still above 60 / e.
    expect(picks(selector, table, at(1000))).toEqual([0, 1000]);
    // 60 / e · w + 500 · (1 - w) after another second and a slow answer of the other: now that is the dearer one.
    selector.learn?.(ended(1, 500), at(2000));
    expect(picks(selector, table, at(2000))).toEqual([1000, 0]);
  });

  it("takes a replica that has requests in flight and no latency yet to be dear", () => {
    const table = alike([0, 1]);
    const selector = peakEwma(table);
    selector.learn?.(ended(1, 5000), at(0));
    expect(picks(selector, table, at(0, [1, 0]))).toEqual([0, 1000]);
  });

  it("takes it to be dearer than any answer that was ever waited for: ten in flight of ten minutes each", () => {
    const table = alike([0, 1]);
    const selector = peakEwma(table);
    selector.learn?.(ended(1, 600_000), at(0));
    expect(picks(selector, table, at(0, [1, 10]))).toEqual([0, 1000]);
  });

  it("keeps what it knows of the replicas that stay, and forgets those that go", () => {
    const before = peakEwma(alike([7, 8]), { decayMs: 1e9 });
    before.learn?.(ended(7, 900), at(0));
    before.learn?.(ended(8, 100), at(0));
    const table = alike([8, 7]);
    expect(picks(peakEwma(table, { decayMs: 1e9 }, before), table, at(0))).toEqual([1000, 0]);
    const others = alike([9, 7]);
    expect(picks(peakEwma(others, { decayMs: 1e9 }, before), others, at(0))).toEqual([1000, 0]);
  });
});

describe("prequal", () => {
  it("picks the fastest of the cold replicas", () => {
    const table = alike([0, 1, 2]);
    const selector = prequal(table, { hotQuantile: 1 });
    for (const [replica, latencyMs] of [300, 100, 200].entries()) selector.learn?.(ended(replica, latencyMs), at(0));
    const [slow = 0, fast = 0] = picks(selector, table, at(0));
    expect(fast).toBeGreaterThan(850);
    expect(slow).toBeLessThan(50);
  });

  it("shuns a hot replica, however fast it is", () => {
    const table = alike([0, 1, 2]);
    const selector = prequal(table, { hotQuantile: 0 });
    selector.learn?.(ended(0, 1, 9), at(0));
    for (const replica of [1, 2]) selector.learn?.(ended(replica, 500), at(0));
    expect(picks(selector, table, at(0, [9, 0, 0]))[0]).toBeLessThan(20);
  });

  it("throws old probes away: after a pause it begins at random", () => {
    const table = alike([0, 1]);
    const selector = prequal(table, { maxAgeMs: 10 });
    selector.learn?.(ended(0, 900), at(0));
    selector.learn?.(ended(1, 100), at(0));
    const random = Array.from({ length: 400 }, (_, i) => selector.pick(chance, at(1000 * i)));
    const first = random.filter((slot) => slot === 0).length;
    // Half of 400, with a standard deviation of 10; the seed is fixed.
    expect(first).toBeGreaterThan(130);
    expect(first).toBeLessThan(270);
  });
});

describe("a quantile of recent numbers", () => {
  it("is that of the sorted last ones", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(0, 0.25, 0.5, 0.84, 1),
        (values, limit, q) => {
          const recent = new RecentQuantile(limit, q);
          for (const value of values) recent.record(value);
          const last = values.slice(-limit).sort((a, b) => a - b);
          expect(recent.quantile()).toBe(last[Math.max(0, Math.ceil(q * last.length) - 1)]);
        },
      ),
    );
    expect(new RecentQuantile(4, 0.5).quantile()).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("latencies by load", () => {
  it("expects the median of the attempts at that load", () => {
    const known = new LatencyByLoad(2, 1000);
    for (const [latencyMs, inFlight] of [
      [10, 0],
      [30, 0],
      [20, 0],
      [500, 4],
    ] as const) {
      known.record(1, latencyMs, inFlight, 0);
    }
    expect(known.expectedMs(1, 0, 0)).toBe(20);
    expect(known.expectedMs(1, 4, 0)).toBe(500);
    expect(known.expectedMs(0, 0, 0)).toBe(0);
  });

  it("scales the nearest load where there is none at that one", () => {
    const known = new LatencyByLoad(1, 1000);
    known.record(0, 600, 5, 0);
    expect(known.expectedMs(0, 0, 0)).toBe(100);
    expect(known.expectedMs(0, 11, 0)).toBe(1200);
  });

  it("forgets in time, and all but the last sixteen", () => {
    const known = new LatencyByLoad(1, 1000);
    known.record(0, 600, 0, 0);
    expect(known.expectedMs(0, 0, 1000)).toBe(600);
    expect(known.expectedMs(0, 0, 1001)).toBe(0);
    for (let i = 0; i < 16; i++) known.record(0, 7, 0, 0);
    expect(known.expectedMs(0, 0, 0)).toBe(7);
  });
});

describe("a pool of probes", () => {
  it("holds the newest, in the order in which they came", () => {
    const operations = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant("add" as const), slot: fc.nat({ max: 5 }) }),
        fc.record({ kind: fc.constant("remove" as const), at: fc.nat({ max: 5 }) }),
        fc.record({ kind: fc.constant("expire" as const), age: fc.nat({ max: 6 }) }),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(operations, fc.integer({ min: 1, max: 6 }), (list, limit) => {
        const pool = new ProbePool(limit);
        let model: { readonly slot: number; readonly atMs: number }[] = [];
        for (const [atMs, operation] of list.entries()) {
          if (operation.kind === "add") {
            pool.add(operation.slot, 1, 2, atMs);
            model = [...model, { slot: operation.slot, atMs }].slice(-limit);
          } else if (operation.kind === "remove" && operation.at < model.length) {
            pool.remove(operation.at);
            model = model.filter((_, i) => i !== operation.at);
          } else if (operation.kind === "expire") {
            pool.removeBefore(atMs - operation.age);
            model = model.filter((probe) => probe.atMs >= atMs - operation.age);
          }
          expect([...pool.slots.subarray(0, pool.size)]).toEqual(model.map(({ slot }) => slot));
          expect([...pool.atMs.subarray(0, pool.size)]).toEqual(model.map((probe) => probe.atMs));
        }
      }),
    );
  });
});
