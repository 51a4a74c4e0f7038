import type { RandomSource } from "../engine/randomSource.ts";
import { LowestTies } from "./lowestTies.ts";
import type { RoutingTable } from "./routingTable.ts";
import type { LoadView, Selector } from "./selector.ts";
import { unroutable } from "./unroutable.ts";

/**
 * Keeps the load per replica as even as possible: a request goes to the deployment with the fewest requests in flight
 * per unit of weight; among equals at random by weight, so that an idle fleet is split as weighted-random splits it.
 *
 * Load-aware: no split is promised. It looks at deployments as a whole; of the one picked any replica serves.
 *
 * Source: the router documentation of the modelled service ("adjusts the allocation so that load per replica is as even
 * as possible"); least connections by weight is nginx's `least_conn`.
 */
export function evenLoad(table: RoutingTable): Selector {
  return table.totalUnits === 0 ? unroutable : new EvenLoadSelector(table);
}

class EvenLoadSelector implements Selector {
  private readonly table: RoutingTable;
  private readonly ties: LowestTies;

  constructor(table: RoutingTable) {
    this.table = table;
    this.ties = new LowestTies(table.units.length);
  }

  pick(random: RandomSource, load: LoadView): number {
    const { units, unitsPerReplica, firstSlot } = this.table;
    const { ties } = this;
    ties.clear();
    for (let j = 0; j < units.length; j++) {
      const weight = units[j] ?? 0;
      if (weight > 0) ties.offer(j, load.inFlight(j) / weight, weight);
    }
    const chosen = ties.draw(random);
    return (firstSlot[chosen] ?? 0) + Math.floor(ties.unit / (unitsPerReplica[chosen] ?? 1));
  }
}
