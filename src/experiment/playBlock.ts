import type { AskedStrategy } from "../routing/strategy.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { loadStrategy } from "./loadStrategy.ts";
import { makePlan, type Plan } from "./plan.ts";
import { playReplication } from "./replication.ts";
import { mergeTally, type Tally, type TallyState, tallyState } from "./tally.ts";

/** What a worker thread is given once, when it starts. */
export interface WorkerSetup {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly strategy: AskedStrategy | undefined;
}

/** One task: replications `from` to `to` - 1, at least one. */
export interface Block {
  readonly from: number;
  readonly to: number;
}

/** Plays a block of replications and gives back the sum of their tallies. */
export async function playBlock({ scenario, ...setup }: WorkerSetup, block: Block): Promise<TallyState> {
  return tallyState(await playPooled(makePlan(scenario), setup, block));
}

/** The sum of the tallies of a block of replications. */
export async function playPooled(
  plan: Plan,
  { seed, strategy }: Omit<WorkerSetup, "scenario">,
  { from, to }: Block,
): Promise<Tally> {
  const play = async (replication: number): Promise<Tally> => {
    const module = await loadStrategy(strategy, replication);
    return playReplication(plan, { seed, replication, module, ...(strategy && { strategy }) });
  };
  const tally = await play(from);
  for (let replication = from + 1; replication < to; replication++) mergeTally(tally, await play(replication));
  return tally;
}
