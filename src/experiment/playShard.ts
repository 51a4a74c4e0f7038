import type { Scenario } from "../scenario/scenario.ts";
import { playReplications } from "./playReplications.ts";
import { portableStrategy } from "./portableStrategy.ts";
import { refuseOptions } from "./refuseOptions.ts";
import type { RunOptions } from "./runOptions.ts";
import type { ScenarioText } from "./scenarioText.ts";
import type { Shard } from "./shard.ts";
import { type ShardNumber, shardRange } from "./shardNumber.ts";

/** A scenario, and the text it was read from. */
export interface WrittenScenario {
  readonly scenario: Scenario;
  readonly source: ScenarioText;
}

/** Which share of a run is to be played, by whom. */
export interface ShardOptions extends RunOptions {
  readonly shard: ShardNumber;
  readonly build: string;
}

/**
 * Plays one share of a run, which `runScenario` with the same options plays as a whole. Nothing but the options needs to
 * be agreed on with whoever plays the others. An aborted signal leaves a share with the replications that are finished.
 *
 * @throws as `runScenario` does
 */
export async function playShard({ scenario, source }: WrittenScenario, options: ShardOptions): Promise<Shard> {
  refuseOptions(options);
  const { build, shard: number, replay } = options;
  const strategy = portableStrategy(options.strategy);
  const seed = options.seed ?? scenario.seed;
  const replications = options.replications ?? scenario.replications;
  const played = await playReplications({ scenario, seed, strategy }, shardRange(number, replications), options);
  const { tally, ranges, notes } = played;
  return { build, source, scenario, seed, strategy, replications, replay, number, played: ranges, notes, tally };
}
