import type { StrategyName } from "../routing/strategy.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { makePlan, type Plan } from "./plan.ts";
import { playReplication } from "./replication.ts";
import { mergeTally, type Tally, type TallyState, tallyState } from "./tally.ts";

/** What a worker thread is given once, when it starts. */
export interface WorkerSetup {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly strategy: StrategyName | undefined;
}

/** One task: replications `from` to `to` - 1, at least one. */
export interface Block {
  readonly from: number;
  readonly to: number;
}

/** Plays a block of replications and gives back the sum of their tallies. */
export function playBlock({ scenario, ...setup }: WorkerSetup, block: Block): TallyState {
  return tallyState(playPooled(makePlan(scenario), setup, block));
}

/** The sum of the tallies of a block of replications. */
export function playPooled(plan: Plan, { seed, strategy }: Omit<WorkerSetup, "scenario">, { from, to }: Block): Tally {
  const play = (replication: number): Tally =>
    playReplication(plan, { seed, replication, ...(strategy && { strategy }) });
  const tally = play(from);
  for (let replication = from + 1; replication < to; replication++) mergeTally(tally, play(replication));
  return tally;
}
