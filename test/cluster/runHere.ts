import type { ClusterOptions } from "../../src/cluster/clusterOptions.ts";
import type { runOnCluster as RunOnCluster } from "../../src/cluster/runOnCluster.ts";
import type { WrittenScenario } from "../../src/experiment/playShard.ts";
import type { RunResult } from "../../src/experiment/result.ts";
import type { runScenario as RunScenario } from "../../src/experiment/runScenario.ts";
import { parseScenarioText } from "../../src/experiment/scenarioText.ts";
import { built } from "./built.ts";

const { runOnCluster }: { runOnCluster: typeof RunOnCluster } = await import(built("cluster/runOnCluster.js"));
const { runScenario }: { runScenario: typeof RunScenario } = await import(built("experiment/runScenario.js"));

export const build = "shuntyard 0.0.0 on Node 20";

/** A scenario of the text that a file would have. */
export function written(text: string): WrittenScenario {
  const source = { path: "here.json", text, traces: [] };
  const reading = parseScenarioText(source);
  if (reading.kind === "mistakes") throw new Error(JSON.stringify(reading.mistakes));
  return { scenario: reading.scenario, source };
}

/** What the run gives in one place, as text. */
export async function locally({ scenario }: WrittenScenario): Promise<string> {
  return JSON.stringify(await runScenario(scenario, { workers: 1, replay: "again" }));
}

/** Plays it over Redis, a shard for every replication. */
export function faraway(
  what: WrittenScenario,
  options: Pick<ClusterOptions, "redis"> & Partial<ClusterOptions>,
): Promise<RunResult> {
  return runOnCluster(what, { build, requestsPerShard: 1, replay: "again", ...options });
}
