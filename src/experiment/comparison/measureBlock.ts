import type { AskedStrategy } from "../../routing/strategy.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { loadStrategy } from "../loadStrategy.ts";
import { metricValue } from "../metricValue.ts";
import { makePlan } from "../plan.ts";
import type { Block } from "../playBlock.ts";
import { playReplication } from "../replication.ts";
import type { MeasuredPhase } from "./measuredPhase.ts";

/** What a worker thread is given once, when it starts. */
export interface MeasureSetup {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly measures: readonly MeasuredPhase[];
}

/** One task: replications `from` to `to` - 1 under one strategy. */
export interface MeasureTask extends Block {
  readonly strategy: AskedStrategy;
}

export interface MeasuredBlock {
  readonly requests: number;
  /** One list a replication, with one value a measure. */
  readonly values: readonly (readonly (number | null)[])[];
}

/**
 * Plays the replications of a block one by one and reads every measure from each. A replication brings the same
 * arrivals, sizes and service needs under every strategy.
 */
export async function measureBlock(
  { scenario, seed, measures }: MeasureSetup,
  { strategy, from, to }: MeasureTask,
): Promise<MeasuredBlock> {
  const plan = makePlan(scenario);
  const values: (number | null)[][] = [];
  let requests = 0;
  for (let replication = from; replication < to; replication++) {
    const module = await loadStrategy(strategy, replication);
    const tally = playReplication(plan, { seed, replication, strategy, module });
    requests += tally.requests;
    values.push(measures.map((measure) => metricValue(plan, tally, measure)));
  }
  return { requests, values };
}
