import { evenLoad } from "./evenLoad.ts";
import type { RoutingTable } from "./routingTable.ts";
import type { Selector } from "./selector.ts";
import type { StrategyName } from "./strategy.ts";
import { weightedRandom } from "./weightedRandom.ts";

const makers: Readonly<Record<StrategyName, (table: RoutingTable) => Selector>> = {
  "weighted-random": weightedRandom,
  "even-load": evenLoad,
};

/** The selector of a strategy for one routing table. */
export function createSelector(strategy: StrategyName, table: RoutingTable): Selector {
  return makers[strategy](table);
}
