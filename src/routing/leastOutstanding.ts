import { EmptiestReplica } from "./emptiestReplica.ts";
import { type RoutingTable, unitsOfSlots } from "./routingTable.ts";
import type { Selector } from "./selector.ts";
import { unroutable } from "./unroutable.ts";

/**
 * Looks at every replica and picks the one with the fewest requests in flight per unit of its weight; among equals at
 * random by weight, so that an idle fleet is split as weighted-random splits it.
 *
 * Load-aware: no split is promised.
 *
 * Source: least connections by weight, HAProxy's `leastconn` and nginx's `least_conn`; the "least outstanding requests" of
 * AWS is the same with equal weights. HAProxy and nginx let equals take turns.
 */
export function leastOutstanding(table: RoutingTable): Selector {
  return table.totalUnits === 0 ? unroutable : new EmptiestReplica(table, unitsOfSlots(table));
}
