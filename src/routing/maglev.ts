import type { RandomSource } from "../engine/randomSource.ts";
import { idleLoad } from "./idleLoad.ts";
import type { RoutingTable } from "./routingTable.ts";
import type { LoadView, Selector } from "./selector.ts";
import { scatter, sessionHash } from "./sessionHash.ts";
import { stride } from "./stride.ts";
import { unroutable } from "./unroutable.ts";

/** Sizes of the look-up table: primes, the first that has a hundred entries for every replica. */
const sizes = [65_537, 655_373, 5_000_011] as const;
const entriesEach = 100;

/**
 * A session goes to the replica that its entry of a look-up table names: one look-up, however many replicas there are.
 * Over many sessions each deployment gets its share by weight, to within k / 65,537 with k deployments. When a replica
 * comes or goes most sessions stay where they are; a few move between replicas that had nothing to do with it, which
 * rendezvous spares them.
 *
 * Every replica has an order of its own in which it wants the entries; in turns, dealt out by weight, each takes the first
 * it wants that is free.
 *
 * Sticky: sessions, not requests, are independent draws by the shares.
 *
 * Source: D. Eisenbud et al., "Maglev: a fast and reliable software network load balancer", NSDI 2016; its weighted turns
 * are dealt out by stride here.
 */
export function maglev(table: RoutingTable): Selector {
  return table.totalUnits === 0 ? unroutable : new MaglevSelector(table);
}

class MaglevSelector implements Selector {
  private readonly slotOfEntry: Int32Array;

  constructor(table: RoutingTable) {
    this.slotOfEntry = filled(table, sizes.find((size) => size >= entriesEach * table.slots) ?? sizes[2]);
  }

  pick(_random: RandomSource, load: LoadView): number {
    const { slotOfEntry } = this;
    const hash = sessionHash(load.session(), 0x2c1b3c6d, 0x297a2d39) >>> 0;
    return slotOfEntry[Math.floor(hash * slotOfEntry.length * 2 ** -32)] ?? -1;
  }
}

function filled(table: RoutingTable, size: number): Int32Array {
  const entries = new Int32Array(size).fill(-1);
  const wanted = Int32Array.from(table.replicas, (replica) => (scatter(replica, 3) >>> 0) % size);
  const skip = Int32Array.from(table.replicas, (replica) => ((scatter(replica, 4) >>> 0) % (size - 1)) + 1);
  const turns = stride(table);
  for (let taken = 0; taken < size; taken++) {
    const slot = turns.pick(noChance, idleLoad);
    const step = skip[slot] ?? 1;
    let entry = wanted[slot] ?? 0;
    while (entries[entry] !== -1) entry = (entry + step) % size;
    entries[entry] = slot;
    wanted[slot] = (entry + step) % size;
  }
  return entries;
}

/** Turns are dealt out without chance. */
const noChance: RandomSource = { next: () => 0 };
