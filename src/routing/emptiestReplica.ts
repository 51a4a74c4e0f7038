import { boundedLongInteger } from "../engine/boundedInteger.ts";
import type { RandomSource } from "../engine/randomSource.ts";
import { type RoutingTable, unitsOfSlots } from "./routingTable.ts";
import type { LoadView, Selector } from "./selector.ts";

/**
 * Looks at every replica and picks the one with the fewest requests in flight, divided by its `capacity`; among equals at
 * random by weight. Takes time in proportion to the replicas.
 */
export class EmptiestReplica implements Selector {
  private readonly units: Float64Array;
  private readonly capacity: Float64Array;
  private readonly ties: Int32Array;

  /** @param capacity by slot, > 0 */
  constructor(table: RoutingTable, capacity: Float64Array) {
    this.units = unitsOfSlots(table);
    this.capacity = capacity;
    this.ties = new Int32Array(table.slots);
  }

  pick(random: RandomSource, load: LoadView): number {
    const { units, capacity, ties } = this;
    let lowest = Number.POSITIVE_INFINITY;
    let tied = 0;
    let tiedUnits = 0;
    for (let slot = 0; slot < units.length; slot++) {
      // Equal ratios give equal quotients: division of doubles is correctly rounded.
      const filled = load.inFlightOfSlot(slot) / (capacity[slot] ?? 1);
      if (filled > lowest) continue;
      if (filled < lowest) {
        lowest = filled;
        tied = 0;
        tiedUnits = 0;
      }
      ties[tied++] = slot;
      tiedUnits += units[slot] ?? 0;
    }
    let unit = boundedLongInteger(random, tiedUnits);
    let at = 0;
    let chosen = ties[0] ?? 0;
    while (unit >= (units[chosen] ?? 0)) {
      unit -= units[chosen] ?? 0;
      chosen = ties[++at] ?? 0;
    }
    return chosen;
  }
}
