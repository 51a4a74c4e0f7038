import { makePlan, type Plan } from "../../src/experiment/plan.ts";
import { type Block, playBlock, type WorkerSetup } from "../../src/experiment/playBlock.ts";
import type { WrittenScenario } from "../../src/experiment/playShard.ts";
import type { RunResult } from "../../src/experiment/result.ts";
import { parseScenarioText, type ScenarioText } from "../../src/experiment/scenarioText.ts";
import type { Shard } from "../../src/experiment/shard.ts";
import { formatShardNumber, type ShardNumber } from "../../src/experiment/shardNumber.ts";
import { summarise } from "../../src/experiment/summarise.ts";
import { emptyTally, mergeTally, type Tally, type TallyState, tallyFrom } from "../../src/experiment/tally.ts";

export const build = "shuntyard 0.0.0 on Node 20";
const replay = "shuntyard run dealt.json";

/** A scenario with everything that a tally keeps: changes, a crash, a trace, tokens, every kind of check. */
function writtenScenario(seed = "7"): WrittenScenario {
  const slots = { slots: 16, queue: 20, service: { kind: "exponential", mean: "200ms" } };
  const text = JSON.stringify({
    version: 1,
    name: "dealt",
    seed,
    duration: "20s",
    replications: 12,
    router: { id: "checkout", deployments: ["blue", "green"] },
    fleet: {
      blue: { replicas: 3, replica: slots },
      green: { replicas: 2, replica: { profile: "llama2-70b-h100-tp8" } },
      idle: { replicas: 1, replica: slots },
    },
    traffic: {
      arrivals: { kind: "trace", format: "azure-llm", file: "rows.csv", loop: true },
      timeout: "900ms",
      attempts: 2,
    },
    timeline: [
      { at: "6s", id: "grow", action: "scale", deployment: "green", replicas: 4 },
      { at: "12s", action: "crash", deployment: "blue", replicas: 1 },
    ],
    checks: [
      { kind: "conforms" },
      { kind: "split", to: "6s", expect: { blue: 3, green: 2 }, margin: "40pp" },
      { kind: "converges", after: "grow", within: "5s" },
      { kind: "no-loss" },
      { kind: "threshold", metric: "response{deployment:blue}", is: "p(95)<10ms" },
      { kind: "threshold", metric: "response{deployment:idle}", is: "p(95)<10ms" },
      { kind: "headroom" },
    ],
  });
  const rows = Array.from({ length: 60 }, (_, i) => `2024-05-10 00:00:00.${100 + i * 13},${100 + i},${10 + i}`);
  const trace = ["TIMESTAMP,ContextTokens,GeneratedTokens", ...rows].join("\n");
  const source: ScenarioText = { path: "dealt.json", text, traces: [{ name: "rows.csv", text: trace }] };
  const reading = parseScenarioText(source);
  if (reading.kind === "mistakes") throw new Error(JSON.stringify(reading.mistakes));
  return { scenario: reading.scenario, source };
}

/** A run of a few replications, each played once, from which shards and the whole can be put together. */
export interface DealtRun {
  readonly written: WrittenScenario;
  readonly plan: Plan;
  readonly replications: number;
  /** What `runScenario` makes of it. */
  readonly whole: RunResult;
  readonly shard: (number: ShardNumber, played: readonly Block[]) => Shard;
}

export async function dealtRun(replications: number, seed?: string): Promise<DealtRun> {
  const written = writtenScenario(seed);
  const { scenario, source } = written;
  const plan = makePlan(scenario);
  const setup: WorkerSetup = { scenario, seed: scenario.seed, strategy: undefined };
  const blocks = Array.from({ length: replications }, (_, from) => ({ from, to: from + 1 }));
  const states = await Promise.all(blocks.map((block) => playBlock(setup, block)));
  const sumOf = (chosen: readonly TallyState[]): Tally => {
    const tally = emptyTally(plan);
    for (const state of chosen) mergeTally(tally, tallyFrom(state));
    return tally;
  };
  const facts = { strategy: "weighted-random", seed: scenario.seed, plannedReplications: replications } as const;
  return {
    written,
    plan,
    replications,
    whole: summarise(plan, sumOf(states), { ...facts, replay, notes: [] }),
    shard: (number, played) => ({
      ...{ build, source, scenario, seed: scenario.seed, strategy: undefined, replications, replay, number, played },
      notes: [],
      tally: sumOf(played.flatMap(({ from, to }) => states.slice(from, to))),
    }),
  };
}

/** The name of a shard's file in tests. */
export function fileOf({ number }: Shard): string {
  return `${formatShardNumber(number)}.json`;
}
