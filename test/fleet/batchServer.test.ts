import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Agenda } from "../../src/fleet/agenda.ts";
import { createBatchServer } from "../../src/fleet/batchServer.ts";
import type { BatchingReplicaSpec } from "../../src/fleet/deploymentSpec.ts";
import { BatchLedger } from "./batchLedger.ts";
import { playBatch } from "./playBatch.ts";
import { requestTable } from "./requestTable.ts";
import { VirtualAgenda } from "./virtualAgenda.ts";

const plain: BatchingReplicaSpec = {
  kind: "batching",
  profile: "custom",
  baseMs: 10,
  prefillBaseMs: 5,
  perPrefillTokenMs: 0.1,
  perSequenceMs: 1,
  perKvTokenMs: 0,
  maxRunning: 4,
  tokenBudget: 1000,
  kvTokens: 10_000,
  queue: 100,
};

const specs: fc.Arbitrary<BatchingReplicaSpec> = fc.record({
  kind: fc.constant("batching" as const),
  profile: fc.constant("custom"),
  baseMs: fc.double({ min: 0.01, max: 5, noNaN: true }),
  prefillBaseMs: fc.double({ min: 0, max: 5, noNaN: true }),
  perPrefillTokenMs: fc.double({ min: 0, max: 1, noNaN: true }),
  perSequenceMs: fc.double({ min: 0, max: 1, noNaN: true }),
  perKvTokenMs: fc.double({ min: 0, max: 0.1, noNaN: true }),
  maxRunning: fc.integer({ min: 1, max: 6 }),
  tokenBudget: fc.integer({ min: 1, max: 20 }),
  kvTokens: fc.integer({ min: 10, max: 120 }),
  queue: fc.integer({ min: 0, max: 8 }),
});

const submission = fc.record({
  kind: fc.constant("submit" as const),
  replica: fc.nat({ max: 9 }),
  promptTokens: fc.integer({ min: 0, max: 30 }),
  outputTokens: fc.integer({ min: 1, max: 40 }),
});

const events = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: submission },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 80 }) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("cancel" as const), request: fc.nat({ max: 60 }) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("add" as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("drain" as const), replica: fc.nat({ max: 9 }) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), replica: fc.nat({ max: 9 }) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("slow" as const), factor: fc.constantFrom(0.5, 1, 3) }) },
  ),
  { maxLength: 120, size: "max" },
);

/** Plays the events on a server that begins with two replicas, then lets it finish. `onEach` sees every state between. */
function played(
  spec: BatchingReplicaSpec,
  list: readonly (typeof events extends fc.Arbitrary<readonly (infer E)[]> ? E : never)[],
  onEach: (ledger: BatchLedger) => void = () => {},
): BatchLedger {
  const ledger = new BatchLedger(spec, list.length);
  ledger.add();
  ledger.add();
  for (const event of list) {
    switch (event.kind) {
      case "submit":
        ledger.submit(event.replica, event.promptTokens, event.outputTokens);
        break;
      case "wait":
        ledger.wait(event.ms);
        break;
      case "cancel":
        ledger.cancel(event.request);
        break;
      case "add":
        ledger.add();
        break;
      case "drain":
        ledger.drain(event.replica);
        break;
      case "remove":
        ledger.remove(event.replica);
        break;
      case "slow":
        ledger.server.slow(event.factor);
    }
    onEach(ledger);
  }
  ledger.finish();
  onEach(ledger);
  return ledger;
}

describe("a batching server", () => {
  it("keeps count: what was submitted was served, evicted, cancelled or is held", () => {
    fc.assert(
      fc.property(specs, events, (spec, list) => {
        const end = played(spec, list, (ledger) => {
          for (let replica = 0; replica < ledger.replicas; replica++) {
            expect(ledger.server.inFlight(replica)).toBe(ledger.held(replica));
          }
        });
        for (const request of end.requests) expect(request.endings.length).toBe(request.accepted ? 1 : 0);
      }),
      { numRuns: 200 },
    );
  });

  it("admits in the order of submission, replica by replica", () => {
    fc.assert(
      fc.property(specs, events, (spec, list) => {
        const ledger = played(spec, list);
        for (let replica = 0; replica < ledger.replicas; replica++) {
          const started = ledger.requests.filter((each) => each.replica === replica && each.startMs !== undefined);
          const times = started.map(({ startMs }) => startMs ?? 0);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
        }
      }),
      { numRuns: 200 },
    );
  });

  it("never runs more than fit, in number or in KV tokens", () => {
    fc.assert(
      fc.property(specs, events, (spec, list) => {
        const ledger = played(spec, list);
        const admitted = ledger.requests.filter(({ startMs }) => startMs !== undefined);
        for (const { replica, startMs = 0 } of admitted) {
          const beside = admitted.filter(
            (each) => each.replica === replica && (each.startMs ?? 0) <= startMs && each.endMs > startMs,
          );
          expect(beside.length).toBeLessThanOrEqual(spec.maxRunning);
          const tokens = beside.reduce((sum, each) => sum + each.promptTokens + each.outputTokens, 0);
          expect(tokens).toBeLessThanOrEqual(spec.kvTokens);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("has the first token after the start and not after the end", () => {
    fc.assert(
      fc.property(specs, events, (spec, list) => {
        for (const request of played(spec, list).requests) {
          if (request.endings[0] !== "served") continue;
          const { submittedMs, startMs = Number.NaN, firstTokenMs = Number.NaN, endMs } = request;
          expect(startMs).toBeGreaterThanOrEqual(submittedMs);
          expect(firstTokenMs).toBeGreaterThan(startMs);
          if (request.outputTokens === 1) expect(endMs).toBe(firstTokenMs);
          else expect(endMs).toBeGreaterThan(firstTokenMs);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("tells of a drained replica exactly once, when it holds nothing, and never of one that was removed", () => {
    fc.assert(
      fc.property(specs, events, (spec, list) => {
        const ledger = played(spec, list);
        for (let replica = 0; replica < ledger.replicas; replica++) {
          const told = ledger.drained.filter((each) => each.replica === replica);
          const expected = ledger.drainAsked.has(replica) && !ledger.removed.has(replica);
          if (expected) expect(told).toEqual([{ replica, held: 0 }]);
          else if (!ledger.drainAsked.has(replica)) expect(told).toEqual([]);
          else expect(told.length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("does nothing on appointments that are out of date or come twice", () => {
    fc.assert(
      fc.property(
        specs,
        fc.array(fc.tuple(fc.nat({ max: 90 }), submission), { maxLength: 30, size: "max" }),
        (spec, list) => {
          let atMs = 0;
          const operations = list.map(([gapMs, each]) => {
            atMs += gapMs * Math.SQRT2;
            return { ...each, atMs };
          });
          expect(playBatch(spec, operations, 3)).toEqual(playBatch(spec, operations));
        },
      ),
    );
  });

  it("serves a lone request a factor slower, to the last bit", () => {
    fc.assert(
      fc.property(specs, submission, fc.constantFrom(0.25, 2, 8), (spec, request, factor) => {
        fc.pre(request.promptTokens + request.outputTokens <= spec.kvTokens);
        const asIs = playBatch(spec, [{ ...request, atMs: 0 }]);
        const slowed = playBatch(spec, [
          { kind: "slow", atMs: 0, factor },
          { ...request, atMs: 0 },
        ]);
        expect(slowed[0]?.firstTokenMs).toBe((asIs[0]?.firstTokenMs ?? 0) * factor);
        expect(slowed[0]?.servedMs).toBe((asIs[0]?.servedMs ?? 0) * factor);
      }),
    );
  });

  it("gives a lone request of 100 prompt and 3 answer tokens its first after 26 ms and its last after 48", () => {
    const [fate] = playBatch(plain, [{ kind: "submit", atMs: 0, promptTokens: 100, outputTokens: 3 }]);
    expect(fate).toEqual({ accepted: true, startMs: 0, firstTokenMs: 26, servedMs: 48 });
  });

  it("lets a second request in at the next boundary, where both slow each other down", () => {
    // Steps of the first: 26, 37, 48. The second comes at 30, is let in at 37: a step of 10 + 5 + 5 + 2 prefills it and
    // gives the first its third and last token at 59; then 11 for the second alone.
    const fates = playBatch(plain, [
      { kind: "submit", atMs: 0, promptTokens: 100, outputTokens: 3 },
      { kind: "submit", atMs: 30, promptTokens: 50, outputTokens: 2 },
    ]);
    expect(fates).toEqual([
      { accepted: true, startMs: 0, firstTokenMs: 26, servedMs: 59 },
      { accepted: true, startMs: 37, firstTokenMs: 59, servedMs: 70 },
    ]);
  });

  it("prefills a prompt longer than the budget in several steps, and lets the next prompt have what is left of the last", () => {
    // Budget 40: the first prompt takes 40 + 40 + 20, the second its 15 beside those 20 and starts to decode with it.
    const fates = playBatch({ ...plain, tokenBudget: 40 }, [
      { kind: "submit", atMs: 0, promptTokens: 100, outputTokens: 1 },
      { kind: "submit", atMs: 1, promptTokens: 15, outputTokens: 1 },
    ]);
    // Steps: 10 + 5 + 4 + 1 = 20; the same, the second admitted but not reached; 10 + 5 + 3.5 + 2 = 20.5.
    expect(fates).toEqual([
      { accepted: true, startMs: 0, firstTokenMs: 60.5, servedMs: 60.5 },
      { accepted: true, startMs: 20, firstTokenMs: 60.5, servedMs: 60.5 },
    ]);
  });

  it("charges for the KV tokens present when a step starts", () => {
    // 0.01 ms a token: nothing at the start, then 100 + 1 and 100 + 2.
    const [fate] = playBatch({ ...plain, perKvTokenMs: 0.01 }, [
      { kind: "submit", atMs: 0, promptTokens: 100, outputTokens: 3 },
    ]);
    expect(fate?.firstTokenMs).toBe(26);
    expect(fate?.servedMs).toBeCloseTo(26 + 11 + 1.01 + 11 + 1.02, 10);
  });

  it("refuses what can never fit and what finds the queue full, and takes what an idle replica can start at once", () => {
    const accepted = (spec: BatchingReplicaSpec, sizes: readonly number[]): readonly boolean[] =>
      playBatch(
        spec,
        sizes.map((outputTokens) => ({ kind: "submit", atMs: 0, promptTokens: 0, outputTokens })),
      ).map((fate) => fate.accepted);
    expect(accepted({ ...plain, kvTokens: 50 }, [51, 50])).toEqual([false, true]);
    expect(accepted({ ...plain, queue: 2 }, [5, 5, 5, 5])).toEqual([true, true, true, false]);
    expect(accepted({ ...plain, queue: 0 }, [5, 5])).toEqual([true, false]);
  });

  it("lets a request that comes from inside `served` in at that very boundary", () => {
    const agenda = new VirtualAgenda();
    const work = requestTable(2);
    work.outputTokens.fill(2);
    const servedMs: number[] = [];
    const server = createBatchServer(plain, {
      work,
      agenda,
      code: 0,
      observer: {
        served: (request) => {
          servedMs.push(agenda.nowMs);
          if (request === 0) server.submit(1, 0);
        },
        evicted: () => {},
        drained: () => {},
      },
    });
    server.add(0);
    server.submit(0, 0);
    agenda.playUntil(Number.POSITIVE_INFINITY, (replica) => server.due(replica));
    expect(servedMs).toEqual([22, 44]);
    expect(work.startMs[1]).toBe(22);
  });

  it("survives its replica being removed from inside `served`", () => {
    const agenda = new VirtualAgenda();
    const work = requestTable(3);
    work.outputTokens.set([2, 2, 5]);
    const told: string[] = [];
    const server = createBatchServer(plain, {
      work,
      agenda,
      code: 0,
      observer: {
        served: (request) => {
          told.push(`served ${request}`);
          server.drain(0);
          server.remove(0);
        },
        evicted: (request) => told.push(`evicted ${request}`),
        drained: () => told.push("drained"),
      },
    });
    server.add(0);
    for (const request of [0, 1, 2]) server.submit(request, 0);
    agenda.playUntil(Number.POSITIVE_INFINITY, (replica) => server.due(replica));
    expect(told).toEqual(["served 0", "evicted 1", "evicted 2"]);
    expect(server.inFlight(0)).toBe(0);
  });

  it("keeps the boundaries where they were planned when the agenda calls late", () => {
    const late = new LateAgenda();
    const work = requestTable(2);
    work.outputTokens.set([3, 5]);
    const servedMs: number[] = [];
    const server = createBatchServer(plain, {
      work,
      agenda: late,
      code: 0,
      observer: {
        served: () => servedMs.push(late.nowMs),
        evicted: () => {},
        drained: () => {},
      },
    });
    server.add(0);
    server.submit(0, 0);
    late.nowMs = 4;
    server.submit(1, 0);
    expect(late.appointments).toEqual([11]);
    late.nowMs = 12.5;
    server.due(0);
    // Steps of 12 from 11 on, not from 12.5; the second request is said to have started when it was seen to.
    expect(work.startMs[1]).toBe(12.5);
    expect(late.appointments.at(-1)).toBe(23);
    late.nowMs = 36;
    server.due(0);
    expect(servedMs).toEqual([36]);
    expect(late.appointments.at(-1)).toBe(35 + 3 * 11);
  });

  it("throws when a request is handed to a replica that is not there, drains or is gone", () => {
    const ledger = new BatchLedger(plain, 1);
    const { server } = ledger;
    expect(() => server.submit(0, 0)).toThrow("replica 0 takes no requests");
    server.add(0);
    server.drain(0);
    expect(() => server.submit(0, 0)).toThrow("replica 0 takes no requests");
  });

  it("ignores a cancel of what it does not hold", () => {
    const ledger = new BatchLedger(plain, 1);
    ledger.add();
    ledger.submit(0, 0, 1);
    ledger.finish();
    ledger.server.cancel(0);
    expect(ledger.requests[0]?.endings).toEqual(["served"]);
  });

  it("comes to an end when its steps take no time", () => {
    const free = { ...plain, baseMs: 0, prefillBaseMs: 0, perPrefillTokenMs: 0, perSequenceMs: 0 };
    const [fate] = playBatch(free, [{ kind: "submit", atMs: 3, promptTokens: 5, outputTokens: 4 }]);
    expect(fate).toEqual({ accepted: true, startMs: 3, firstTokenMs: 3, servedMs: 3 });
  });
});

/** Time stands where it is put; nobody calls back. */
class LateAgenda implements Agenda {
  nowMs = 0;
  readonly appointments: number[] = [];
  schedule(atMs: number): void {
    this.appointments.push(atMs);
  }
}
