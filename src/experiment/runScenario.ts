import type { Scenario } from "../scenario/scenario.ts";
import { makePlan } from "./plan.ts";
import type { WorkerSetup } from "./playBlock.ts";
import { playReplications } from "./playReplications.ts";
import { refuseOptions } from "./refuseOptions.ts";
import type { RunResult } from "./result.ts";
import type { RunOptions } from "./runOptions.ts";
import { summarise } from "./summarise.ts";

/**
 * Plays a scenario as often as asked, on worker threads, and judges it. The result is the same bytes for any number of
 * workers: a replication depends on nothing but the scenario, the seed and its own number, and tallies merge exactly.
 *
 * A worker that dies is told to `onNote` and its replications are played again by another, three times at most.
 *
 * @throws RangeError when an option is out of range
 * @throws Error when a replication cannot be played at all (a limit was met, or workers keep dying); the message says why
 */
export async function runScenario(scenario: Scenario, options: RunOptions): Promise<RunResult> {
  refuseOptions(options);
  const planned = options.replications ?? scenario.replications;
  const setup: WorkerSetup = { scenario, seed: options.seed ?? scenario.seed, strategy: options.strategy };
  const { tally, notes } = await playReplications(setup, { from: 0, to: planned }, options);
  return summarise(makePlan(scenario), tally, {
    strategy: options.strategy ?? scenario.router.strategy ?? "weighted-random",
    seed: setup.seed,
    plannedReplications: planned,
    replay: options.replay,
    notes,
  });
}
