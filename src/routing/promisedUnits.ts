import type { RoutingTable } from "./routingTable.ts";
import { type PlayedStrategy, strategyName } from "./strategy.ts";

/**
 * The split that a strategy promises, or would give an idle fleet, as whole units by deployment: those of the table,
 * unless the strategy does not look at weights.
 */
export function promisedUnits(
  strategy: PlayedStrategy,
  { units, ready }: Pick<RoutingTable, "units" | "ready">,
): readonly number[] {
  if (strategyName(strategy) !== "random-replica") return units;
  return units.map((each, j) => (each > 0 ? (ready[j] ?? 0) : 0));
}
