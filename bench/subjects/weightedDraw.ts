import type { RandomSource } from "../../src/engine/randomSource.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { createSelector } from "../../src/routing/createSelector.ts";
import { idleLoad } from "../../src/routing/idleLoad.ts";
import { routingTable } from "../../src/routing/routingTable.ts";
import type { Selector } from "../../src/routing/selector.ts";
import { cpuCost } from "../cpuCost.ts";
import { refuteResult } from "../refuteResult.ts";
import type { Subject } from "../subject.ts";

const draws = 10_000_000;
const peerDraws = 1_000_000;

/** One weighted pick, deployment and replica at once, against its random number alone and against the peers. */
export const weightedDraw: Subject = {
  title: "weighted draw",
  contestants: [
    { name: "random number", prepare: randomNumber },
    ...[2, 8, 64, 1024].map((k) => ({ name: `pick, k = ${k}`, prepare: () => pick(k) })),
    { name: "alias-sampling, k = 8", prepare: () => aliasSampling(8) },
    { name: "thi.ng, k = 8", prepare: () => thiNg(8) },
    { name: "thi.ng, k = 64", prepare: () => thiNg(64) },
  ],
  claims: [
    ...[2, 8, 64, 1024].map((k) => ({
      what: `pick, k = ${k} / random number`,
      over: [`pick, k = ${k}`],
      under: ["random number"],
      bar: { atMost: 2.5 },
    })),
    { what: "pick, k = 1024 / k = 2", over: ["pick, k = 1024"], under: ["pick, k = 2"], bar: { atMost: 1.3 } },
    {
      what: "@keystonehq/alias-sampling / pick, k = 8",
      over: ["alias-sampling, k = 8"],
      under: ["pick, k = 8"],
      bar: { atLeast: 4 },
    },
    { what: "@thi.ng/random / pick, k = 8", over: ["thi.ng, k = 8"], under: ["pick, k = 8"], bar: { atLeast: 4 } },
    { what: "@thi.ng/random / pick, k = 64", over: ["thi.ng, k = 64"], under: ["pick, k = 64"], bar: { atLeast: 8 } },
  ],
};

function pick(deployments: number): () => number {
  const random = stream();
  const entries = replicasOf(deployments).map((ready, j) => ({ deployment: `d${j}`, ready, weight: 1 }));
  const table = routingTable(1, entries);
  const selector = createSelector("weighted-random", table);
  return () => {
    const { cost, value } = cpuCost(draws, () => highPicks(selector, random, draws, table.slots >> 1));
    refuteResult("picks in the upper half", value / draws, Math.ceil(table.slots / 2) / table.slots, 0.01);
    return cost;
  };
}

function highPicks(selector: Selector, random: RandomSource, count: number, half: number): number {
  let high = 0;
  for (let i = 0; i < count; i++) high -= (half - 1 - selector.pick(random, idleLoad)) >> 31;
  return high;
}

function randomNumber(): () => number {
  const random = stream();
  return () => {
    const { cost, value } = cpuCost(draws, () => oddNumbers(random, draws));
    refuteResult("odd numbers", value / draws, 0.5, 0.01);
    return cost;
  };
}

function oddNumbers(random: RandomSource, count: number): number {
  let odd = 0;
  for (let i = 0; i < count; i++) odd += random.next() & 1;
  return odd;
}

/** The peers draw from generators of their own choice: Math.random here, their SFC32 there. */
async function aliasSampling(deployments: number): Promise<() => number> {
  const { default: exported } = await import("@keystonehq/alias-sampling");
  const sampler = exported.default(sharesOf(deployments));
  return () => cpuCost(peerDraws, () => sumOf(() => sampler.next(), peerDraws)).cost;
}

async function thiNg(deployments: number): Promise<() => number> {
  const { SFC32, weightedRandom } = await import("@thi.ng/random");
  const choices = Array.from({ length: deployments }, (_, j) => j);
  const next = weightedRandom(choices, replicasOf(deployments), new SFC32([1, 2, 3, 4]));
  return () => cpuCost(peerDraws, () => sumOf(next, peerDraws)).cost;
}

function sumOf(next: () => number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += next();
  return sum;
}

/** 3, 2, 5, 4, 1, 3, 2, … replicas. */
function replicasOf(deployments: number): readonly number[] {
  return Array.from({ length: deployments }, (_, j) => [3, 2, 5, 4, 1][j % 5] ?? 1);
}

function sharesOf(deployments: number): readonly number[] {
  const replicas = replicasOf(deployments);
  const total = replicas.reduce((sum, count) => sum + count, 0);
  return replicas.map((count) => count / total);
}

function stream(): RandomSource {
  return namedStream("7f3a", "bench", 0);
}
