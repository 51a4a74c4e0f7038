import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endings } from "../../src/experiment/ending.ts";
import { makePlan } from "../../src/experiment/plan.ts";
import { playReplication } from "../../src/experiment/replication.ts";
import { emptyTally, mergeTally, tallyFrom, tallyState } from "../../src/experiment/tally.ts";
import type { Balancing } from "../../src/fleet/deploymentSpec.ts";
import { type StrategyName, strategyNames } from "../../src/routing/strategy.ts";
import type { Change, Scenario } from "../../src/scenario/scenario.ts";
import type { RequestRecord } from "../../src/traffic/requestRecord.ts";
import { deployment, scenario } from "./scenarios.ts";

const durationMs = 60_000;

const action = fc.oneof(
  fc.record({
    kind: fc.constant("scale" as const),
    deployment: fc.constantFrom("a", "b"),
    replicas: fc.nat({ max: 4 }),
    drainMs: fc.nat({ max: 3000 }),
  }),
  fc.record({
    kind: fc.constant("crash" as const),
    deployment: fc.constantFrom("a", "b"),
    replicas: fc.integer({ min: 1, max: 3 }),
    restart: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("weight" as const),
    deployment: fc.constantFrom("a", "b"),
    weight: fc.constantFrom(0, 0.5, 1, 3),
  }),
  fc.record({
    kind: fc.constant("slow" as const),
    deployment: fc.constantFrom("a", "b"),
    factor: fc.constantFrom(0.5, 1, 4),
  }),
  fc.record({
    kind: fc.constant("error-rate" as const),
    deployment: fc.constantFrom("a", "b"),
    probability: fc.constantFrom(0, 0.3),
  }),
  fc.record({ kind: fc.constant("black-hole" as const), deployment: fc.constantFrom("a", "b"), on: fc.boolean() }),
  fc.record({ kind: fc.constant("startup-failure" as const), deployment: fc.constantFrom("a", "b"), on: fc.boolean() }),
  fc.record({ kind: fc.constant("stale-view" as const), on: fc.boolean() }),
  fc.constant({ kind: "delete-router" as const }),
  fc.constant({ kind: "create-router" as const, router: { id: "r", deployments: ["b", "a"] } }),
  fc.record({ kind: fc.constant("update-router" as const), deployments: fc.constantFrom(["a"], ["b"], ["a", "b"]) }),
  fc.constant({ kind: "traffic" as const, arrivals: { kind: "constant" as const, ratePerSecond: 12 } }),
);

/** Timelines of everything that can happen to a fleet, sensible or not. */
const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    timeline: fc.array(fc.record({ atMs: fc.integer({ min: 0, max: durationMs - 1 }), action }), { maxLength: 12 }),
    balancing: fc.constantFrom<Balancing>("pooled", "random", "least-loaded"),
    attempts: fc.integer({ min: 1, max: 3 }),
    timeoutMs: fc.constantFrom(undefined, 1500, 5000),
    queue: fc.constantFrom(0, 2, 1000),
  })
  .map(({ timeline, balancing, attempts, timeoutMs, queue }) => {
    const replica = { kind: "slots" as const, slots: 2, queue, service: { kind: "exponential" as const, meanMs: 900 } };
    const startup = { kind: "exponential" as const, meanMs: 2000 };
    return scenario({
      durationMs,
      drainLimitMs: 20_000,
      fleet: [deployment("a", 2, { balancing, replica, startup }), deployment("b", 1, { balancing, replica, startup })],
      traffic: { ...scenario().traffic, attempts, ...(timeoutMs === undefined ? {} : { timeoutMs }) },
      timeline: timeline
        .sort((x, y) => x.atMs - y.atMs)
        .map(({ atMs, action: what }, i): Change => ({ id: `c${i}`, atMs, ...what })),
    });
  });

function play(played: Scenario, strategy: StrategyName = "weighted-random") {
  const records: RequestRecord[] = [];
  const plan = makePlan(played);
  const tally = playReplication(plan, {
    seed: "5",
    replication: 0,
    strategy,
    onRecord: (record) => records.push(record),
  });
  return { plan, tally, records };
}

describe("a replication", () => {
  it("conserves requests: every arrival ends exactly once, whatever happens", () => {
    fc.assert(
      fc.property(scenarios, fc.constantFrom(...strategyNames), (played, strategy) => {
        const { tally, records } = play(played, strategy);
        const ended = tally.endings.reduce((sum, each) => sum + each, 0);
        expect(ended).toBe(tally.requests);
        expect(tally.strayAnswers).toBe(0);
        const last = new Map<number, RequestRecord[]>();
        for (const record of records) last.set(record.request, [...(last.get(record.request) ?? []), record]);
        expect(last.size).toBe(tally.requests);
        expect(records.length).toBe(tally.requests + tally.retries);
        const broken = [...last.values()].filter(
          (attempts) =>
            attempts.some(({ attempt }, i) => attempt !== i + 1) ||
            attempts.slice(0, -1).some(({ outcome }) => outcome !== "failed" && outcome !== "rejected"),
        );
        expect(broken).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("tallies what its records say", () => {
    fc.assert(
      fc.property(scenarios, (played) => {
        const { plan, tally, records } = play(played);
        const final = [...new Map(records.map((record) => [record.request, record])).values()];
        const k = plan.deployments.length;
        for (const outcome of ["served", "rejected", "timed-out", "failed", "unroutable"]) {
          const counted = tally.endings.reduce(
            (sum, count, at) => (endings[at % endings.length]?.outcome === outcome ? sum + count : sum),
            0,
          );
          expect(counted, outcome).toBe(final.filter((record) => record.outcome === outcome).length);
        }
        const served = final.filter((record) => record.outcome === "served");
        const response = tally.latencies
          .filter((_, at) => at % 4 === 2)
          .reduce((sum, histogram) => sum + (histogram?.count ?? 0), 0);
        expect(response).toBe(served.length);
        expect(tally.outputTokens.reduce((sum, each) => sum + each, 0)).toBe(
          served.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
        );
        const picks = [...tally.rows.values()].reduce((sum, row) => sum + row.picks.reduce((a, b) => a + b, 0), 0);
        expect(picks).toBe(records.filter(({ attempt, outcome }) => attempt === 1 && outcome !== "unroutable").length);
        expect(tally.binPicks.reduce((a, b) => a + b, 0)).toBe(picks);
        expect(k).toBe(2);
      }),
      { numRuns: 100 },
    );
  });

  it("orders its records in time, within the run and its drain limit", () => {
    fc.assert(
      fc.property(scenarios, (played) => {
        const { records } = play(played);
        const limitMs = played.durationMs + played.drainLimitMs;
        const wrong = records.filter(({ plannedMs, startMs, endMs }, i) => {
          const begunMs = startMs ?? plannedMs;
          const ordered = plannedMs <= begunMs && begunMs <= endMs && (records[i - 1]?.endMs ?? 0) <= endMs;
          return !ordered || plannedMs >= played.durationMs || endMs > limitMs;
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("shows every strategy the same arrivals, sizes and luck", () => {
    fc.assert(
      fc.property(scenarios, fc.constantFrom(...strategyNames), (played, other) => {
        const seen = (strategy: StrategyName) => {
          const first = play(played, strategy).records.filter(({ attempt }) => attempt === 1);
          return first
            .sort((a, b) => a.request - b.request)
            .map(({ plannedMs, promptTokens, outputTokens }) => [plannedMs, promptTokens, outputTokens]);
        };
        expect(seen(other)).toEqual(seen("weighted-random"));
      }),
      { numRuns: 50 },
    );
  });

  it("never sends a request to a deployment of weight zero, without a ready replica, or outside the router, while its view is fresh", () => {
    fc.assert(
      fc.property(scenarios, fc.constantFrom(...strategyNames), (played, strategy) => {
        const fresh = { ...played, timeline: played.timeline.filter(({ kind }) => kind !== "stale-view") };
        const { tally } = play(fresh, strategy);
        for (const row of tally.rows.values()) {
          for (const [j, picks] of row.picks.entries()) if (row.units[j] === 0) expect(picks).toBe(0);
        }
        expect(tally.misdirected.every((count) => count === 0)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("does not disturb requests in flight when the routing table is replaced", () => {
    // Ten requests are in service on a when the router turns to b: all of them are still served, by a.
    const replica = {
      kind: "slots" as const,
      slots: 100,
      queue: 0,
      service: { kind: "fixed" as const, valueMs: 10_000 },
    };
    const { records } = play(
      scenario({
        durationMs: 10_000,
        router: { id: "r", deployments: ["a"] },
        fleet: [deployment("a", 1, { replica }), deployment("b", 1, { replica })],
        traffic: { ...scenario().traffic, arrivals: { kind: "constant", ratePerSecond: 2 } },
        timeline: [{ id: "turn", atMs: 5000, kind: "update-router", deployments: ["b"] }],
      }),
    );
    expect(records.map(({ deployment: name, outcome }) => [name, outcome])).toEqual(
      Array.from({ length: 20 }, (_, i) => [i < 10 ? "a" : "b", "served"]),
    );
  });

  it("merges tallies to the same whatever the grouping and the order", () => {
    fc.assert(
      fc.property(scenarios, fc.array(fc.nat({ max: 2 }), { minLength: 4, maxLength: 4 }), (played, groups) => {
        const plan = makePlan(played);
        const each = groups.map((_, replication) => playReplication(plan, { seed: "9", replication }));
        const inOrder = emptyTally(plan);
        for (const tally of each) mergeTally(inOrder, tally);
        const grouped = emptyTally(plan);
        for (const group of [2, 0, 1]) {
          const part = emptyTally(plan);
          for (const [i, tally] of each.entries()) if (groups[i] === group) mergeTally(part, tally);
          mergeTally(grouped, tallyFrom(tallyState(part)));
        }
        const sorted = (tally: typeof inOrder) => ({
          ...tallyState(tally),
          rows: [...tally.rows].sort(),
          notes: [...tally.notes].sort(),
        });
        expect(isDeepStrictEqual(sorted(grouped), sorted(inOrder))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("cuts what is still unanswered when the drain limit is over", () => {
    const { records } = play(
      scenario({
        durationMs: 2000,
        drainLimitMs: 1000,
        timeline: [
          { id: "hole-a", atMs: 0, kind: "black-hole", deployment: "a", on: true },
          { id: "hole-b", atMs: 0, kind: "black-hole", deployment: "b", on: true },
        ],
      }),
    );
    expect(records.length).toBeGreaterThan(0);
    expect(records.every(({ outcome, endMs }) => outcome === "timed-out" && endMs === 3000)).toBe(true);
  });
});
