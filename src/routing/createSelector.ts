import { evenLoad } from "./evenLoad.ts";
import { joinShortestQueue } from "./joinShortestQueue.ts";
import { leastOutstanding } from "./leastOutstanding.ts";
import { leastRequest } from "./leastRequest.ts";
import { maglev } from "./maglev.ts";
import { type LoadedModule, ModuleSelector } from "./moduleSelector.ts";
import { peakEwma } from "./peakEwma.ts";
import { prequal } from "./prequal.ts";
import { randomReplica } from "./randomReplica.ts";
import { rendezvous } from "./rendezvous.ts";
import type { RoutingTable } from "./routingTable.ts";
import type { Selector } from "./selector.ts";
import { smoothWeightedRoundRobin } from "./smoothWeightedRoundRobin.ts";
import { type PlayedStrategy, type StrategyName, strategyName, tuningOf } from "./strategy.ts";
import { stride } from "./stride.ts";
import { weightedRandom } from "./weightedRandom.ts";

type Make = (table: RoutingTable, strategy: PlayedStrategy, before: Selector | undefined) => Selector;

const makers: Readonly<Record<StrategyName, Make>> = {
  "weighted-random": weightedRandom,
  "even-load": evenLoad,
  "random-replica": randomReplica,
  "smooth-weighted-round-robin": (table, _, before) => smoothWeightedRoundRobin(table, before),
  stride: (table, _, before) => stride(table, before),
  "least-request": (table, strategy) => leastRequest(table, tuningOf("least-request", strategy)),
  "least-outstanding": leastOutstanding,
  "join-shortest-queue": joinShortestQueue,
  "peak-ewma": (table, strategy, before) => peakEwma(table, tuningOf("peak-ewma", strategy), before),
  prequal: (table, strategy, before) => prequal(table, tuningOf("prequal", strategy), before),
  rendezvous,
  maglev,
};

/**
 * The selector of a strategy for one routing table.
 *
 * @param before selector of the same router for an older table; what it knows of replicas and turns is taken over where the
 *   strategy is the same, and it must not be asked any more
 * @param module what was loaded of a strategy that is a module
 */
export function createSelector(
  strategy: PlayedStrategy,
  table: RoutingTable,
  before?: Selector,
  module?: LoadedModule,
): Selector {
  const name = strategyName(strategy);
  if (name !== "module") return makers[name](table, strategy, before);
  if (module === undefined) throw new Error("the module of the strategy has not been loaded");
  return new ModuleSelector(module, table, before);
}
