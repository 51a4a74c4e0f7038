import { EmptiestReplica } from "./emptiestReplica.ts";
import type { RoutingTable } from "./routingTable.ts";
import type { Selector } from "./selector.ts";
import { unroutable } from "./unroutable.ts";

/**
 * Looks at every replica and picks the one with the fewest requests in flight, whatever its weight; the weight decides
 * among equals only, and who takes part. Of all strategies that know nothing but the queues it has the shortest waits
 * where all replicas are alike, serve one request at a time and service times are exponential.
 *
 * Load-aware: no split is promised.
 *
 * Source: W. Winston, "Optimality of the shortest line discipline", Journal of Applied Probability 14 (1977).
 */
export function joinShortestQueue(table: RoutingTable): Selector {
  return table.totalUnits === 0 ? unroutable : new EmptiestReplica(table, new Float64Array(table.slots).fill(1));
}
