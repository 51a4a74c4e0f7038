import type { RandomSource } from "../engine/randomSource.ts";
import { LowestTies } from "./lowestTies.ts";
import { type RoutingTable, unitsOfSlots } from "./routingTable.ts";
import type { LoadView, Selector } from "./selector.ts";

/**
 * Looks at every replica and picks the one with the fewest requests in flight, divided by its `capacity`; among equals at
 * random by weight. Takes time in proportion to the replicas.
 */
export class EmptiestReplica implements Selector {
  private readonly units: Float64Array;
  private readonly capacity: Float64Array;
  private readonly ties: LowestTies;

  /** @param capacity by slot, > 0 */
  constructor(table: RoutingTable, capacity: Float64Array) {
    this.units = unitsOfSlots(table);
    this.capacity = capacity;
    this.ties = new LowestTies(table.slots);
  }

  pick(random: RandomSource, load: LoadView): number {
    const { units, capacity, ties } = this;
    ties.clear();
    for (let slot = 0; slot < units.length; slot++) {
      ties.offer(slot, load.inFlightOfSlot(slot) / (capacity[slot] ?? 1), units[slot] ?? 0);
    }
    return ties.draw(random);
  }
}
