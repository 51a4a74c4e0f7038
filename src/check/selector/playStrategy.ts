import { namedStream } from "../../engine/seed.ts";
import { createSelector } from "../../routing/createSelector.ts";
import { type RoutingTable, routingTable } from "../../routing/routingTable.ts";
import type { SelectorDeployment } from "../../routing/selectorModule.ts";
import type { StrategyName } from "../../routing/strategy.ts";
import type { Expectation } from "../expectation.ts";
import { type PickState, PickTally } from "../pickTally.ts";
import { checkedLoad, drawPicks } from "./drawPicks.ts";
import type { SelectorTask } from "./selectorTasks.ts";
import { slotDeployments } from "./slotDeployments.ts";

/** What a worker thread is given once, when it starts. Plain data. */
export interface StrategySetup {
  readonly strategy: StrategyName;
  readonly deployments: readonly SelectorDeployment[];
  readonly expectation: Expectation;
  readonly seed: string;
  /** One number, shared with whoever may stop the play: anything but 0 ends every selector after its block. */
  readonly stop?: SharedArrayBuffer;
}

/** Picks that are drawn before they are tallied: few enough to stay in the processor's cache. */
export const blockLength = 16_384;

/** Has one selector of a strategy make its picks, in whole blocks; fewer than asked for when it is stopped. */
export function playStrategy(setup: StrategySetup, { instance, requests }: SelectorTask): PickState {
  const table = tableOf(setup.deployments);
  const selector = createSelector(setup.strategy, table);
  const deploymentOfSlot = slotDeployments(table);
  const random = namedStream(setup.seed, "selector", instance);
  const load = checkedLoad(namedStream(setup.seed, "sessions", instance));
  const tally = new PickTally(setup.expectation);
  const picks = new Uint16Array(blockLength);
  const stop = new Int32Array(setup.stop ?? new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  tally.begin(instance);
  for (let made = 0; made < requests && Atomics.load(stop, 0) === 0; made += blockLength) {
    const length = Math.min(blockLength, requests - made);
    drawPicks(selector, random, load, deploymentOfSlot, picks, length);
    tally.pickAll(picks, length);
  }
  return tally.state;
}

/** All replicas ready. Throws Error when they are too many or the weights cannot be kept in exact proportion. */
export function tableOf(deployments: readonly SelectorDeployment[]): RoutingTable {
  return routingTable(
    1,
    deployments.map(({ name, replicas, weight }) => ({ deployment: name, ready: replicas, weight })),
  );
}
