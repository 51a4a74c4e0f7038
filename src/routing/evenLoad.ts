import { boundedLongInteger } from "../engine/boundedInteger.ts";
import type { RandomSource } from "../engine/randomSource.ts";
import type { RoutingTable } from "./routingTable.ts";
import type { LoadView, Selector } from "./selector.ts";
import { unroutable } from "./unroutable.ts";

/**
 * Keeps the load per replica as even as possible: a request goes to the deployment with the fewest requests in flight
 * per unit of weight; among equals at random by weight, so that an idle fleet is split as weighted-random splits it.
 *
 * Source: the router documentation of the modelled service ("adjusts the allocation so that load per replica is as even
 * as possible"); least connections by weight is nginx's `least_conn`.
 */
export function evenLoad(table: RoutingTable): Selector {
  return table.totalUnits === 0 ? unroutable : new EvenLoadSelector(table);
}

class EvenLoadSelector implements Selector {
  private readonly table: RoutingTable;
  private readonly ties: Int32Array;

  constructor(table: RoutingTable) {
    this.table = table;
    this.ties = new Int32Array(table.units.length);
  }

  pick(random: RandomSource, load: LoadView): number {
    const { units, unitsPerReplica, firstSlot } = this.table;
    const { ties } = this;
    let lowest = Number.POSITIVE_INFINITY;
    let tied = 0;
    let tiedUnits = 0;
    for (let j = 0; j < units.length; j++) {
      const weight = units[j] ?? 0;
      if (weight === 0) continue;
      // Equal ratios give equal quotients: division of doubles is correctly rounded.
      const perUnit = load.inFlight(j) / weight;
      if (perUnit > lowest) continue;
      if (perUnit < lowest) {
        lowest = perUnit;
        tied = 0;
        tiedUnits = 0;
      }
      ties[tied++] = j;
      tiedUnits += weight;
    }
    let unit = boundedLongInteger(random, tiedUnits);
    let at = 0;
    let chosen = ties[0] ?? 0;
    while (unit >= (units[chosen] ?? 0)) {
      unit -= units[chosen] ?? 0;
      chosen = ties[++at] ?? 0;
    }
    return (firstSlot[chosen] ?? 0) + Math.floor(unit / (unitsPerReplica[chosen] ?? 1));
  }
}
