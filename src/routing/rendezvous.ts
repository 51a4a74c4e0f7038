import type { RandomSource } from "../engine/randomSource.ts";
import type { RoutingTable } from "./routingTable.ts";
import type { LoadView, Selector } from "./selector.ts";
import { scatter, sessionHash } from "./sessionHash.ts";
import { unroutable } from "./unroutable.ts";

/**
 * A session goes to the replica that draws the highest lot for it: the same one for every request while the replica stays,
 * without anything being kept. Over many sessions a replica gets its share by weight, and when one comes or goes, or a
 * weight changes, only sessions move that go to it or leave it. Takes time in proportion to the replicas.
 *
 * Replica i draws u in (0, 1) from a hash of itself and the session; the least `-ln(u) / weight_i` wins. Replicas of a
 * deployment have the same weight, so only the highest u of each deployment goes through the logarithm.
 *
 * Sticky: sessions, not requests, are independent draws by the shares.
 *
 * Source: D. Thaler and C. Ravishankar, "Using name-based mappings to increase hit rates", IEEE/ACM ToN 6 (1998), in the
 * weighted form of C. Schindelhauer and G. Schomaker, "Weighted distributed hash tables", SPAA 2005.
 */
export function rendezvous(table: RoutingTable): Selector {
  return table.totalUnits === 0 ? unroutable : new RendezvousSelector(table);
}

class RendezvousSelector implements Selector {
  private readonly table: RoutingTable;
  /** Two words a replica, by slot. */
  private readonly first: Int32Array;
  private readonly second: Int32Array;

  constructor(table: RoutingTable) {
    this.table = table;
    this.first = table.replicas.map((replica) => scatter(replica, 1));
    this.second = table.replicas.map((replica) => scatter(replica, 2));
  }

  pick(_random: RandomSource, load: LoadView): number {
    const { first, second } = this;
    const { unitsPerReplica, firstSlot, ready } = this.table;
    const session = load.session();
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < unitsPerReplica.length; j++) {
      const weight = unitsPerReplica[j] ?? 0;
      if (weight === 0) continue;
      const from = firstSlot[j] ?? 0;
      const to = from + (ready[j] ?? 0);
      let highest = -1;
      let holder = from;
      for (let slot = from; slot < to; slot++) {
        const lot = sessionHash(session, first[slot] ?? 0, second[slot] ?? 0) >>> 0;
        if (lot > highest) {
          highest = lot;
          holder = slot;
        }
      }
      const draw = -Math.log((highest + 0.5) * 2 ** -32) / weight;
      if (draw < least) {
        least = draw;
        best = holder;
      }
    }
    return best;
  }
}
