import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge } from "../../src/experiment/checks/judge.ts";
import { makePlan } from "../../src/experiment/plan.ts";
import { playReplication } from "../../src/experiment/replication.ts";
import type { CheckResult } from "../../src/experiment/result.ts";
import { emptyTally, mergeTally, type Tally } from "../../src/experiment/tally.ts";
import { type Strategy, strategyClass, strategyName, strategyNames } from "../../src/routing/strategy.ts";
import type { Change, Check, Scenario } from "../../src/scenario/scenario.ts";
import type { RequestRecord } from "../../src/traffic/requestRecord.ts";
import { deployment, scenario } from "./scenarios.ts";

const durationMs = 600_000;
const conforms: Check = { id: "conforms", kind: "conforms", fromMs: 0, toMs: durationMs, flake: 1e-9, miss: 1e-6 };

const migration: readonly Change[] = [
  { id: "grow", atMs: 150_000, kind: "scale", deployment: "b", replicas: 4 },
  { id: "heavier", atMs: 300_000, kind: "weight", deployment: "b", weight: 2 },
  { id: "crash", atMs: 450_000, kind: "crash", deployment: "a", replicas: 1, restart: true },
];

/** Single replicas, 40 requests a second, a migration. */
function under(strategy: Strategy, more: Partial<Scenario> = {}): Scenario {
  const replica = {
    kind: "slots" as const,
    slots: 50,
    queue: 1000,
    service: { kind: "exponential" as const, meanMs: 100 },
  };
  return scenario({
    durationMs,
    router: { id: "r", deployments: ["a", "b"], strategy },
    fleet: [deployment("a", 3, { balancing: "random", replica }), deployment("b", 2, { balancing: "random", replica })],
    traffic: { ...scenario().traffic, arrivals: { kind: "poisson", ratePerSecond: 40 } },
    timeline: migration,
    checks: [conforms],
    ...more,
  });
}

function played(what: Scenario, replications = 5): Tally {
  const plan = makePlan(what);
  const tally = emptyTally(plan);
  for (let replication = 0; replication < replications; replication++) {
    mergeTally(tally, playReplication(plan, { seed: "c1a55", replication }));
  }
  return tally;
}

function opinionOn(what: Scenario, tally: Tally = played(what)): CheckResult {
  return judge({ plan: makePlan(what), tally, strategy: strategyName(what.router.strategy ?? "stride") }, conforms);
}

/** The same picks, and sessions, but some of those of `a` were b's. */
function skewed(tally: Tally, share: number): Tally {
  for (const { picks, sessions } of tally.rows.values()) {
    for (const counts of [picks, sessions]) {
      const moved = Math.round((counts[0] ?? 0) * share);
      counts[0] = (counts[0] ?? 0) - moved;
      counts[1] = (counts[1] ?? 0) + moved;
    }
  }
  return tally;
}

describe("conforms", () => {
  it.each(strategyNames)("passes %s through a migration", (strategy) => {
    const { verdict, finding } = opinionOn(under(strategy));
    expect(finding).not.toBe("");
    expect(verdict).toBe("pass");
  });

  it.each(strategyNames.filter((name) => strategyClass(name) !== "load-aware"))(
    "fails picks of %s that are moved from one deployment to the other",
    (strategy) => {
      const what = under(strategy);
      expect(opinionOn(what, skewed(played(what), 0.15)).verdict).toBe("fail");
    },
  );

  it("fails any strategy's pick of a deployment that was to get none", () => {
    for (const strategy of strategyNames) {
      const what = under(strategy, { fleet: [...under(strategy).fleet, deployment("idle", 1)] });
      const tally = played(what, 1);
      for (const { picks } of tally.rows.values()) picks[2] = 1;
      const { verdict, finding } = opinionOn(what, tally);
      expect(verdict).toBe("fail");
      expect(finding).toContain("1 pick of idle");
    }
  });

  it("claims no chance of a false alarm of what is dealt out in turn, and says what it would have caught", () => {
    const { claim, evidence } = opinionOn(under("stride"));
    expect(claim).toBe("stride: picks are dealt out in turn, each deployment within a few requests of its share");
    expect(evidence?.falseAlarmRate).toBe(0);
    expect(evidence?.detectableShift).toBeLessThan(0.01);
  });

  it("is inconclusive about a smooth strategy when every stretch is short", () => {
    const what = under("stride", { durationMs, timeline: [] });
    const few = { ...what, traffic: { ...what.traffic, arrivals: { kind: "poisson" as const, ratePerSecond: 0.05 } } };
    const { verdict, evidence } = opinionOn(few);
    expect(verdict).toBe("inconclusive");
    expect(evidence?.picksMissing).toBeGreaterThan(0);
  });

  it("passes a smooth strategy whose requests are tried again", () => {
    const flaky: Change = { id: "flaky", atMs: 0, kind: "error-rate", deployment: "a", probability: 0.01 };
    const what = under("smooth-weighted-round-robin", {
      traffic: { ...under("stride").traffic, attempts: 3 },
      timeline: [flaky],
    });
    const tally = played(what);
    expect(tally.retries).toBeGreaterThan(0);
    expect(opinionOn(what, tally).verdict).toBe("pass");
  });

  it.each(["rendezvous", "maglev"] as const)("judges %s by its sessions, each once", (strategy) => {
    const traffic = { ...under(strategy).traffic, sessions: 1000 };
    const what = under(strategy, { traffic, timeline: [] });
    const { verdict, claim, evidence } = opinionOn(what, played(what, 20));
    expect(claim).toContain("every session");
    expect(evidence?.n).toBe(1000 * 20);
    expect(verdict).toBe("pass");
    expect(opinionOn(what, skewed(played(what, 20), 0.15)).verdict).toBe("fail");
  });

  it("judges picks under two strategies by both promises", () => {
    const turn: Change = { id: "turn", atMs: 300_000, kind: "update-router", strategy: "stride" };
    const what = under("weighted-random", { timeline: [turn] });
    expect(opinionOn(what).verdict).toBe("pass");
    const tally = played(what);
    for (const { promise, picks } of tally.rows.values()) {
      if (promise === "smooth") picks.reverse();
    }
    expect(opinionOn(what, tally).verdict).toBe("fail");
  });
});

describe("sessions", () => {
  it("stay on one replica while the table does not change", () => {
    const records: RequestRecord[] = [];
    const what = under("rendezvous", { traffic: { ...under("stride").traffic, sessions: 1 }, timeline: [] });
    playReplication(makePlan(what), { seed: "5", replication: 0, onRecord: (record) => records.push(record) });
    expect(records.length).toBeGreaterThan(1000);
    expect(new Set(records.map((record) => `${record.deployment} ${record.replica}`)).size).toBe(1);
  });

  it("leave the rest of the chance alone: arrivals and sizes are those of the same scenario without sessions", () => {
    const seen = (sessions: number | undefined) => {
      const records: RequestRecord[] = [];
      const traffic = { ...under("stride").traffic, ...(sessions === undefined ? {} : { sessions }) };
      playReplication(makePlan(under("weighted-random", { traffic })), {
        ...{ seed: "5", replication: 0 },
        onRecord: (record) => records.push(record),
      });
      return records;
    };
    expect(seen(7)).toEqual(seen(undefined));
  });
});

describe("strategies with parameters", () => {
  it("keep them when they are asked for by name, and only then", () => {
    const picksOf = (own: Strategy, asked?: "least-request" | "stride") => {
      const records: RequestRecord[] = [];
      playReplication(makePlan(under(own)), {
        ...{ seed: "5", replication: 0, ...(asked && { strategy: asked }) },
        onRecord: (record) => records.push(record),
      });
      return records.map((record) => `${record.deployment} ${record.replica}`);
    };
    const tuned: Strategy = { name: "least-request", choices: 5 };
    expect(picksOf(tuned, "least-request")).toEqual(picksOf(tuned));
    expect(picksOf(tuned)).not.toEqual(picksOf("least-request"));
    expect(picksOf(tuned, "stride")).toEqual(picksOf("stride"));
  });
});

describe("a router with an old view of the load", () => {
  it("sees what was true at the last multiple of its interval: between two of them it picks as if nothing happened", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.nat({ max: 20 }), (seconds, replication) => {
        const refreshMs = 1000 * seconds;
        const quiet = { traffic: { ...scenario().traffic, arrivals: { kind: "poisson" as const, ratePerSecond: 20 } } };
        const what = under("join-shortest-queue", {
          ...{ ...quiet, timeline: [], durationMs: 60_000, checks: [] },
          router: { id: "r", deployments: ["a", "b"], strategy: "join-shortest-queue", loadRefreshMs: refreshMs },
        });
        const records: RequestRecord[] = [];
        playReplication(makePlan(what), { seed: "b0a2d", replication, onRecord: (record) => records.push(record) });
        for (const { plannedMs, deployment: name, replica } of records) {
          const boardMs = Math.floor(plannedMs / refreshMs) * refreshMs;
          const on = new Map<string, number>();
          for (const other of records) {
            if (other.plannedMs >= boardMs || other.endMs < boardMs) continue;
            const key = `${other.deployment} ${other.replica}`;
            on.set(key, (on.get(key) ?? 0) + 1);
          }
          const all = ["a 0", "a 1", "a 2", "b 0", "b 1"].map((key) => on.get(key) ?? 0);
          expect(on.get(`${name} ${replica}`) ?? 0).toBe(Math.min(...all));
        }
      }),
      { numRuns: 10 },
    );
  });
});
