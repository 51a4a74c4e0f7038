import type { RandomSource } from "../../src/engine/randomSource.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { createSelector } from "../../src/routing/createSelector.ts";
import { routingTable } from "../../src/routing/routingTable.ts";
import type { LoadView } from "../../src/routing/selector.ts";
import { cpuCost } from "../cpuCost.ts";
import { refuteResult } from "../refuteResult.ts";
import type { Contestant, Subject } from "../subject.ts";

const draws = 10_000_000;
const peerDraws = 1_000_000;
const noLoad: LoadView = { inFlight: () => 0 };

/** One weighted pick, deployment and replica at once, against its random number alone and against the peers. */
export const weightedDraw: Subject = {
  title: "weighted draw",
  contestants: [
    { name: "random number", prepare: () => randomNumbers(stream()) },
    ...[2, 8, 64, 1024].map((deployments) => ourDraw(deployments)),
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

function ourDraw(deployments: number): Contestant {
  return {
    name: `pick, k = ${deployments}`,
    prepare: () => {
      const random = stream();
      const entries = replicasOf(deployments).map((ready, j) => ({ deployment: `d${j}`, ready, weight: 1 }));
      const table = routingTable(1, entries);
      const selector = createSelector("weighted-random", table);
      return () => {
        let sum = 0;
        // Wrapped to 32 bits: a sum that outgrows them would cost more for many slots than for few.
        const cost = cpuCost(draws, () => {
          for (let i = 0; i < draws; i++) sum = (sum + selector.pick(random, noLoad)) | 0;
        });
        const expected = (draws * (table.slots - 1)) / 2;
        const wraps = Math.round((expected - sum) / 2 ** 32);
        refuteResult("sum of slots", sum + wraps * 2 ** 32, expected, 0.01);
        return cost;
      };
    },
  };
}

function randomNumbers(random: RandomSource): () => number {
  return () => {
    let odd = 0;
    const cost = cpuCost(draws, () => {
      for (let i = 0; i < draws; i++) odd += random.next() & 1;
    });
    refuteResult("odd numbers", odd / draws, 0.5, 0.01);
    return cost;
  };
}

/** The peers draw from generators of their own kind and make: a double each, seeded where they let us. */
async function aliasSampling(deployments: number): Promise<() => number> {
  const { default: exported } = await import("@keystonehq/alias-sampling");
  const sampler = exported.default(sharesOf(deployments), undefined, Math.random);
  return () =>
    cpuCost(peerDraws, () => {
      for (let i = 0; i < peerDraws; i++) sampler.next();
    });
}

async function thiNg(deployments: number): Promise<() => number> {
  const { SFC32, weightedRandom } = await import("@thi.ng/random");
  const choices = Array.from({ length: deployments }, (_, j) => j);
  const next = weightedRandom(choices, replicasOf(deployments), new SFC32([1, 2, 3, 4]));
  return () =>
    cpuCost(peerDraws, () => {
      for (let i = 0; i < peerDraws; i++) next();
    });
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
