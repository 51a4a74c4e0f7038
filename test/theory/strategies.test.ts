import { describe, expect, it } from "vitest";
import type { Strategy } from "../../src/routing/strategy.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { strategyInWords } from "../../src/scenario/strategyInWords.ts";
import { deployment, scenario } from "../experiment/scenarios.ts";
import { expectMean, hours, play, responseOf } from "./meanOfReplications.ts";
import { bestOfMeanResponse, mmc, roundRobinMeanResponse } from "./queueingTheory.ts";

/** Exponential replicas of mean 1 s, each with a queue of its own, at the given load of each; the router names the replica. */
function replicas(count: number, rho: number, strategy: Strategy, more: Partial<Scenario> = {}): Scenario {
  return scenario({
    durationMs: (12 * hours) / count,
    fleet: [deployment("a", count, { balancing: "random" })],
    traffic: { ...scenario().traffic, arrivals: { kind: "poisson", ratePerSecond: rho * count } },
    ...more,
    router: { id: "r", deployments: ["a"], strategy, ...more.router },
  });
}

/** Over short runs: enough where strategies are far apart. */
const meanOf = (played: Scenario): number => {
  const means = play({ ...played, durationMs: hours / 4 }).map(responseOf());
  return means.reduce((sum, each) => sum + each, 0) / means.length;
};

describe("strategies against theory", () => {
  // 0.5 and 0.8: simulated without replacement for 100 replicas, to 0.0010 and 0.0022; both far within the tolerance.
  it.each([
    [0.5, 1.2675],
    [0.8, 1.9575],
  ])("least-request of two of 100 replicas answers as the best of two queues does, at load %s", (rho, mean) => {
    const played = play(replicas(100, rho, "least-request"));
    expectMean(responseOf(), played, mean);
    // The limit of infinitely many replicas is near, and below.
    expect(bestOfMeanResponse(rho, 2)).toBeLessThan(mean);
    expect(bestOfMeanResponse(rho, 2)).toBeGreaterThan(mean - 0.02);
  });

  // Exact values for the shortest of 2, 3 and 5 queues at load 0.8.
  it.each<readonly [Strategy, number, number]>([
    ["join-shortest-queue", 2, 2.955737],
    ["least-outstanding", 2, 2.955737],
    ["least-request", 2, 2.955737],
    ["join-shortest-queue", 3, 2.285548],
    [{ name: "least-request", choices: 3 }, 3, 2.285548],
    ["join-shortest-queue", 5, 1.754384],
  ])("%j over %s replicas joins the shortest queue", (strategy, count, mean) => {
    expectMean(responseOf(), play(replicas(count, 0.8, strategy)), mean);
  });

  it.each(["smooth-weighted-round-robin", "stride"] as const)("%s makes every replica an E_c/M/1 queue", (strategy) => {
    expectMean(responseOf(), play(replicas(5, 0.8, strategy)), roundRobinMeanResponse(0.8, 5));
    expectMean(responseOf(), play(replicas(2, 0.5, strategy)), roundRobinMeanResponse(0.5, 2));
  });

  it.each(["random-replica", "rendezvous", "maglev", { name: "least-request", choices: 1 }] as const)(
    "%j makes every replica an M/M/1 queue, where every request is a session of its own",
    (strategy) => {
      expectMean(responseOf(), play(replicas(5, 0.7, strategy)), mmc({ lambda: 0.7, mu: 1, c: 1 }).meanResponse);
    },
  );

  it("has the order that must be while the view is fresh: pool, shortest queue, best of two, round robin, random", () => {
    const count = 10;
    const pool = mmc({ lambda: 0.8 * count, mu: 1, c: count }).meanResponse;
    const order: readonly Strategy[] = [
      "join-shortest-queue",
      "least-request",
      "smooth-weighted-round-robin",
      "random-replica",
    ];
    const means = [pool, ...order.map((strategy) => meanOf(replicas(count, 0.8, strategy)))];
    // The same arrivals and service times for all; neighbours are at least a fifth apart, far beyond the noise of a mean.
    for (const [i, mean] of means.entries()) if (i > 0) expect(mean).toBeGreaterThan((means[i - 1] ?? 0) * 1.1);
  });

  it("turns the order round when the view is old: the more a strategy looks at, the more it herds", () => {
    const old = { router: { id: "r", deployments: ["a"], loadRefreshMs: 20_000 } };
    const order: readonly Strategy[] = [
      "random-replica",
      { name: "least-request", choices: 2 },
      { name: "least-request", choices: 5 },
      "join-shortest-queue",
    ];
    const means = order.map((strategy) =>
      meanOf(replicas(10, 0.7, strategy, { ...old, router: { ...old.router, strategy } })),
    );
    // They are at least half as much again apart.
    for (const [i, mean] of means.entries()) {
      if (i > 0) expect(mean, strategyInWords(order[i] ?? "stride")).toBeGreaterThan((means[i - 1] ?? 0) * 1.2);
    }
  });

  // Exponential service is the worst there is for prequal: what it learns of latencies is chance.
  it.each([
    ["peak-ewma", 2],
    ["prequal", 1.2],
  ] as const)("%s is between random and the shortest queue among equals", (strategy, better) => {
    const [shortest, between, random] = (["join-shortest-queue", strategy, "random-replica"] as const).map((each) =>
      meanOf(replicas(10, 0.8, each)),
    );
    expect(between).toBeGreaterThan((shortest ?? 0) * 1.02);
    expect(between).toBeLessThan((random ?? 0) / better);
  });

  it.each(["peak-ewma", "prequal"] as const)("%s turns away from replicas that are slow", (strategy) => {
    const slow: Scenario = {
      ...replicas(10, 0.4, strategy),
      fleet: [deployment("fast", 5, { balancing: "random" }), deployment("slow", 5, { balancing: "random" })],
      router: { id: "r", deployments: ["fast", "slow"], strategy },
      timeline: [{ id: "slow", atMs: 0, kind: "slow", deployment: "slow", factor: 4 }],
    };
    const toSlow = (played: Scenario): number => {
      const records = play({ ...played, durationMs: hours / 4 }).flat();
      return records.filter((record) => record.deployment === "slow").length / records.length;
    };
    const counting = toSlow({ ...slow, router: { ...slow.router, strategy: "least-request" } });
    expect(toSlow({ ...slow, router: { ...slow.router, strategy } })).toBeLessThan(counting * 0.9);
    expect(counting).toBeLessThan(0.5);
  });
});
