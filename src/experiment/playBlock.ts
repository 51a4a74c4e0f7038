import type { StrategyName } from "../routing/strategy.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { makePlan } from "./plan.ts";
import { playReplication } from "./replication.ts";
import { emptyTally, mergeTally, type TallyState, tallyState } from "./tally.ts";

/** What a worker thread is given once, when it starts. */
export interface WorkerSetup {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly strategy: StrategyName | undefined;
}

/** One task: replications `from` to `to` - 1. */
export interface Block {
  readonly from: number;
  readonly to: number;
}

/** Plays a block of replications and gives back the sum of their tallies. */
export function playBlock(setup: WorkerSetup, { from, to }: Block): TallyState {
  const plan = makePlan(setup.scenario);
  const tally = emptyTally(plan);
  for (let replication = from; replication < to; replication++) {
    const { seed, strategy } = setup;
    mergeTally(tally, playReplication(plan, { seed, replication, ...(strategy && { strategy }) }));
  }
  return tallyState(tally);
}
