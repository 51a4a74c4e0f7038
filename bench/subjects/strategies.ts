import type { RandomSource } from "../../src/engine/randomSource.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { createSelector } from "../../src/routing/createSelector.ts";
import { type RoutingTable, routingTable } from "../../src/routing/routingTable.ts";
import type { LoadView, Selector } from "../../src/routing/selector.ts";
import { type StrategyName, strategyNames } from "../../src/routing/strategy.ts";
import { cpuCost } from "../cpuCost.ts";
import { refuteResult } from "../refuteResult.ts";
import type { Subject } from "../subject.ts";

const deployments = 100;
const replicasEach = 10;
const replicas = deployments * replicasEach;

/** Picks a round: fewer where every one of the thousand replicas, or every deployment, is looked at. */
const picks: Readonly<Record<StrategyName, number>> = {
  "weighted-random": 10_000_000,
  "random-replica": 10_000_000,
  "least-request": 10_000_000,
  maglev: 5_000_000,
  "peak-ewma": 2_000_000,
  prequal: 500_000,
  "even-load": 500_000,
  "smooth-weighted-round-robin": 1_000_000,
  stride: 1_000_000,
  "least-outstanding": 100_000,
  "join-shortest-queue": 100_000,
  rendezvous: 50_000,
};

/** One pick among a thousand replicas with a few requests in flight each, under every strategy. */
export const strategies: Subject = {
  title: "strategies",
  contestants: strategyNames.map((strategy) => ({ name: strategy, prepare: () => contestant(strategy) })),
  claims: strategyNames
    .filter((strategy) => strategy !== "weighted-random")
    .map((strategy) => ({
      what: `${strategy} / weighted-random, ${replicas} replicas`,
      over: [strategy],
      under: ["weighted-random"],
      ...(strategy === "least-request" ? { bar: { atMost: 2 } } : {}),
    })),
};

/** Counts that do not change: what is measured is the strategy, not those who count. */
class SteadyLoad implements LoadView {
  private readonly ofSlot: Int32Array;
  private readonly ofDeployment: Int32Array;
  private picks = 0;

  constructor(random: RandomSource) {
    this.ofSlot = new Int32Array(replicas).map(() => random.next() & 7);
    this.ofDeployment = new Int32Array(deployments).map(() => random.next() & 63);
  }

  inFlight(deployment: number): number {
    return this.ofDeployment[deployment] ?? 0;
  }

  inFlightOfSlot(slot: number): number {
    return this.ofSlot[slot] ?? 0;
  }

  nowMs(): number {
    return this.picks++;
  }

  session(): number {
    return Math.imul(this.picks++, 0x9e3779b1);
  }
}

function contestant(strategy: StrategyName): () => number {
  const random = namedStream("7f3a", "bench", 0);
  const load = new SteadyLoad(namedStream("7f3a", "load", 0));
  const selector = createSelector(strategy, table());
  const count = picks[strategy];
  // The first rounds of a loop run in code that V8 has not finished with.
  for (let i = 0; i < 3; i++) sumOfPicks(selector, random, load, count / 10);
  return () => {
    const { cost, value } = cpuCost(count, () => sumOfPicks(selector, random, load, count));
    // Nobody may pick outside; those that follow the load pick the same emptiest ones over and over.
    refuteResult("mean pick", 1 + value / count / replicas, 1.5, 0.34);
    return cost;
  };
}

function sumOfPicks(selector: Selector, random: RandomSource, load: LoadView, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += selector.pick(random, load);
  return sum;
}

function table(): RoutingTable {
  return routingTable(
    1,
    Array.from({ length: deployments }, (_, j) => ({ deployment: `d${j}`, ready: replicasEach, weight: 1 })),
  );
}
