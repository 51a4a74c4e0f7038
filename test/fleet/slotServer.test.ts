import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SlotReplicaSpec } from "../../src/fleet/deploymentSpec.ts";
import type { Server } from "../../src/fleet/server.ts";
import { createSlotServer } from "../../src/fleet/slotServer.ts";
import type { Work } from "../../src/fleet/work.ts";
import { requestTable } from "./requestTable.ts";
import { VirtualAgenda } from "./virtualAgenda.ts";

type Ending = "served" | "evicted" | "cancelled";

/** A slot server in virtual time, with a book of what became of every request. */
class Bench {
  readonly agenda: VirtualAgenda = new VirtualAgenda();
  readonly work: Work = requestTable(400);
  readonly server: Server;
  readonly endings: Map<number, Ending[]> = new Map();
  readonly endMs: Map<number, number> = new Map();
  readonly drained: number[] = [];
  readonly submitted: number[] = [];

  constructor(spec: Partial<SlotReplicaSpec>, pooled: boolean) {
    const whole: SlotReplicaSpec = {
      kind: "slots",
      slots: 1,
      queue: 100,
      service: { kind: "exponential", meanMs: 10 },
      ...spec,
    };
    this.server = createSlotServer(whole, pooled, {
      work: this.work,
      agenda: this.agenda,
      code: 0,
      observer: {
        served: (request) => this.leave(request, "served"),
        evicted: (request) => this.leave(request, "evicted"),
        drained: (replica) => this.drained.push(replica),
      },
    });
  }

  /** @param need in units of the mean service time */
  submit(replica: number, need: number): boolean {
    const request = this.submitted.length + this.refused;
    this.work.exponential[request] = need;
    if (!this.server.submit(request, replica)) {
      this.refused++;
      return false;
    }
    this.submitted.push(request);
    return true;
  }

  until(atMs: number): void {
    this.agenda.playUntil(atMs, (subject) => this.server.due(subject));
  }

  cancel(request: number): void {
    if (!this.submitted.includes(request) || this.endings.has(request)) return;
    this.leave(request, "cancelled");
    this.server.cancel(request);
  }

  private refused = 0;

  private leave(request: number, ending: Ending): void {
    this.endings.set(request, [...(this.endings.get(request) ?? []), ending]);
    this.endMs.set(request, this.agenda.nowMs);
  }
}

const arrivals = fc.array(
  fc.record({ gapMs: fc.double({ min: 0, max: 20, noNaN: true }), need: fc.double({ min: 0, max: 5, noNaN: true }) }),
  {
    maxLength: 60,
  },
);

const operation = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("submit" as const),
      to: fc.nat(),
      need: fc.double({ min: 0, max: 5, noNaN: true }),
    }),
  },
  fc.record({
    kind: fc.constantFrom("add" as const, "drain" as const, "remove" as const),
    to: fc.nat(),
    need: fc.constant(0),
  }),
  fc.record({ kind: fc.constant("cancel" as const), to: fc.nat(), need: fc.constant(0) }),
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), to: fc.nat({ max: 30 }), need: fc.constant(0) }),
  },
);

interface Operation {
  readonly kind: "submit" | "add" | "drain" | "remove" | "cancel" | "wait";
  readonly to: number;
  readonly need: number;
}

/** Plays them on the replicas that are open at the time; returns those that were asked to drain. */
function playOperations(bench: Bench, operations: readonly Operation[]): readonly number[] {
  const open: number[] = [];
  const draining: number[] = [];
  let started = 0;
  const close = (replica: number): number => open.splice(open.indexOf(replica), 1)[0] ?? replica;
  const onReplica = {
    submit: (replica: number, need: number) => bench.submit(replica, need),
    remove: (replica: number) => bench.server.remove(close(replica)),
    drain: (replica: number) => {
      draining.push(close(replica));
      bench.server.drain(replica);
    },
  };
  for (const { kind, to, need } of operations) {
    if (kind === "wait") bench.until(bench.agenda.nowMs + to);
    else if (kind === "cancel") bench.cancel(to % 60);
    else if (kind === "add") {
      open.push(started);
      bench.server.add(started++);
    } else if (open.length > 0) onReplica[kind](open[to % open.length] ?? 0, need);
  }
  return draining;
}

describe("slot replicas", () => {
  it("serve a pooled queue as Kiefer and Wolfowitz say, to the last bit", () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), (list, replicas, slots) => {
        const bench = new Bench({ slots }, true);
        for (let replica = 0; replica < replicas; replica++) bench.server.add(replica);
        const free = new Array<number>(replicas * slots).fill(0);
        const expected: (readonly [startMs: number, endMs: number])[] = [];
        let atMs = 0;
        for (const { gapMs, need } of list) {
          atMs += gapMs;
          bench.until(atMs);
          bench.submit(0, need);
          const first = free.indexOf(Math.min(...free));
          const startMs = Math.max(atMs, free[first] ?? 0);
          free[first] = startMs + 10 * need;
          expected.push([startMs, startMs + 10 * need]);
        }
        bench.until(Number.POSITIVE_INFINITY);
        expect(bench.submitted.map((request) => [bench.work.startMs[request], bench.endMs.get(request)])).toEqual(
          expected,
        );
      }),
    );
  });

  it.each([true, false])("end every request exactly once, whatever happens to the replicas (pooled: %s)", (pooled) => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 80 }), fc.integer({ min: 1, max: 3 }), (operations, slots) => {
        const bench = new Bench({ slots, queue: 5 }, pooled);
        const draining = playOperations(bench, operations);
        bench.until(Number.POSITIVE_INFINITY);
        // A pooled queue whose last replica drained has been served; only requests without any replica could be left, and those are evicted.
        for (const request of bench.submitted) expect(bench.endings.get(request), `request ${request}`).toHaveLength(1);
        expect([...bench.drained].sort()).toEqual([...draining].sort());
      }),
    );
  });

  it("wait in a queue of their own unless it is pooled", () => {
    const own = new Bench({ service: { kind: "fixed", valueMs: 10 } }, false);
    own.server.add(0);
    own.server.add(1);
    for (const replica of [0, 0, 1]) own.submit(replica, 1);
    expect([own.server.inFlight(0), own.server.inFlight(1)]).toEqual([2, 1]);
    own.until(Number.POSITIVE_INFINITY);
    expect(own.submitted.map((request) => own.endMs.get(request))).toEqual([10, 20, 10]);
  });

  it("refuse what the queue cannot hold: per replica, or replicas times the limit when pooled", () => {
    for (const pooled of [true, false]) {
      const bench = new Bench({ queue: 2, service: { kind: "fixed", valueMs: 10 } }, pooled);
      bench.server.add(0);
      if (pooled) bench.server.add(1);
      const taken = Array.from({ length: 8 }, () => bench.submit(0, 1)).filter(Boolean).length;
      expect(taken).toBe(pooled ? 2 + 4 : 1 + 2);
    }
  });

  it("finish what a draining replica holds, then tell", () => {
    const bench = new Bench({ service: { kind: "fixed", valueMs: 10 } }, false);
    bench.server.add(0);
    bench.submit(0, 1);
    bench.submit(0, 1);
    bench.server.drain(0);
    bench.until(15);
    expect(bench.drained).toEqual([]);
    bench.until(25);
    expect(bench.drained).toEqual([0]);
    expect([...bench.endings.values()].flat()).toEqual(["served", "served"]);
  });

  it("take twice as long for work begun after a slow-down by two", () => {
    const bench = new Bench({ service: { kind: "fixed", valueMs: 10 } }, false);
    bench.server.add(0);
    bench.submit(0, 1);
    bench.server.slow(2);
    bench.submit(0, 1);
    bench.until(Number.POSITIVE_INFINITY);
    expect(bench.submitted.map((request) => bench.endMs.get(request))).toEqual([10, 30]);
  });

  it("can serve slots over mean service time for ever", () => {
    const bench = new Bench({ slots: 4, service: { kind: "exponential", meanMs: 200 } }, true);
    expect(bench.server.capacityPerSecond(3, 0, 0)).toBeCloseTo(60, 10);
  });
});
