import { boundedLongInteger } from "../engine/boundedInteger.ts";
import type { RandomSource } from "../engine/randomSource.ts";
import type { RoutingTable } from "./routingTable.ts";
import type { Selector } from "./selector.ts";
import { unroutable } from "./unroutable.ts";

/** Up to this total, every unit of weight has its own entry in a table: one draw, one look-up, whatever the number of deployments. */
export const unitTableLimit = 65_536;

/**
 * Weighted replica selection, the default strategy: each request goes to deployment j with probability exactly
 * units_j / total, independently of all others, and to each of its replicas alike.
 *
 * Source: the router documentation of the modelled service ("each replica, over all deployments, receives an equal share").
 */
export function weightedRandom(table: RoutingTable): Selector {
  if (table.totalUnits === 0) return unroutable;
  return table.totalUnits <= unitTableLimit ? new UnitTableSelector(table) : new PrefixSumSelector(table);
}

/**
 * A uniform integer below the total (Lemire's multiply and shift, with rejection, so no residue is favoured), then the
 * table that says whose unit it is. The product of a 32-bit word and a total below 2^21 is exact in a double.
 */
class UnitTableSelector implements Selector {
  private readonly slotOfUnit: Uint16Array;
  private readonly total: number;
  /** Words whose low product falls below this are over-represented: 2^32 mod total. */
  private readonly rejected: number;

  constructor(table: RoutingTable) {
    this.total = table.totalUnits;
    this.rejected = 2 ** 32 % table.totalUnits;
    this.slotOfUnit = new Uint16Array(table.totalUnits);
    let unit = 0;
    for (const [j, perReplica] of table.unitsPerReplica.entries()) {
      if (perReplica === 0) continue;
      const first = table.firstSlot[j] ?? 0;
      for (let replica = 0; replica < (table.ready[j] ?? 0); replica++) {
        for (let u = 0; u < perReplica; u++) this.slotOfUnit[unit++] = first + replica;
      }
    }
  }

  pick(random: RandomSource): number {
    const total = this.total;
    let word = random.next();
    while (Math.imul(word, total) >>> 0 < this.rejected) word = random.next();
    return this.slotOfUnit[((word >>> 0) * total * 2 ** -32) | 0] ?? -1;
  }
}

/** For large totals: a uniform integer below the total, then the deployment by binary search, then the replica by division. */
class PrefixSumSelector implements Selector {
  private readonly table: RoutingTable;
  private readonly prefix: Float64Array;

  constructor(table: RoutingTable) {
    this.table = table;
    this.prefix = new Float64Array(table.units.length);
    let sum = 0;
    for (const [j, units] of table.units.entries()) {
      sum += units;
      this.prefix[j] = sum;
    }
  }

  pick(random: RandomSource): number {
    const { table, prefix } = this;
    const unit = boundedLongInteger(random, table.totalUnits);
    let low = 0;
    let high = prefix.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (unit < (prefix[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    const within = unit - ((prefix[low] ?? 0) - (table.units[low] ?? 0));
    return (table.firstSlot[low] ?? 0) + Math.floor(within / (table.unitsPerReplica[low] ?? 1));
  }
}
