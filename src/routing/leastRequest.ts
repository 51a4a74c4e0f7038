import type { RandomSource } from "../engine/randomSource.ts";
import { leastOutstanding } from "./leastOutstanding.ts";
import { ReplicaDraws } from "./replicaDraws.ts";
import { type RoutingTable, unitsOfSlots } from "./routingTable.ts";
import type { LoadView, Selector } from "./selector.ts";
import type { LeastRequestTuning } from "./strategy.ts";
import { unroutable } from "./unroutable.ts";

/** Up to so many replicas, every ordered pair of them has its own number below 2^32. */
const pairLimit = 65_536;

/**
 * Draws `choices` different replicas at random by weight (2 unless told) and picks the one with the fewest requests in
 * flight per unit of its weight; of equals the one drawn first, so that an idle fleet is split as weighted-random splits
 * it. With as many choices as replicas it looks at all of them.
 *
 * Load-aware: no split is promised.
 *
 * Source: M. Mitzenmacher, "The power of two choices in randomized load balancing", IEEE TPDS 12 (2001), and Envoy's least
 * request with `choice_count`. There the choices may coincide, which costs a request in n its choice. Where weights differ
 * Envoy draws nothing: it deals requests out in turn by weight / (requests in flight + 1). Here two different replicas are
 * drawn by weight and compared by weight, as with equal ones.
 */
export function leastRequest(table: RoutingTable, { choices = 2 }: LeastRequestTuning = {}): Selector {
  if (table.totalUnits === 0) return unroutable;
  if (choices >= table.slots) return leastOutstanding(table);
  const alike = table.totalUnits === table.slots;
  if (choices === 2 && alike && table.slots <= pairLimit) return new BestOfTwo(table.slots);
  return new BestOfSome(table, choices);
}

/**
 * Replicas of equal weight: one random word gives an ordered pair of them, each of the n (n - 1) pairs with the same
 * probability. The high half of the word times n is the first; the low half times n - 1 is the second among the others;
 * what is left of it is refused as in any bounded draw.
 *
 * Source: N. Brackett-Rozinsky and D. Lemire, "Batched ranged random integer generation", Software: Practice and
 * Experience 55 (2025).
 */
class BestOfTwo implements Selector {
  private readonly slots: number;
  /** 2^32 mod the number of pairs. */
  private readonly refused: number;

  constructor(slots: number) {
    this.slots = slots;
    this.refused = 2 ** 32 % (slots * (slots - 1));
  }

  pick(random: RandomSource, load: LoadView): number {
    const { slots, refused } = this;
    let word = random.next();
    let low = Math.imul(word, slots);
    while (Math.imul(low, slots - 1) >>> 0 < refused) {
      word = random.next();
      low = Math.imul(word, slots);
    }
    const first = ((word >>> 0) * slots * 2 ** -32) | 0;
    const other = ((low >>> 0) * (slots - 1) * 2 ** -32) | 0;
    const second = other + 1 - ((other - first) >>> 31);
    // Without a branch: which of the two is emptier cannot be foreseen.
    return first + ((second - first) & ((load.inFlightOfSlot(second) - load.inFlightOfSlot(first)) >> 31));
  }
}

class BestOfSome implements Selector {
  private readonly draws: ReplicaDraws;
  private readonly units: Float64Array;

  constructor(table: RoutingTable, choices: number) {
    this.draws = new ReplicaDraws(table, choices);
    this.units = unitsOfSlots(table);
  }

  pick(random: RandomSource, load: LoadView): number {
    const { draws, units } = this;
    const drawn = draws.draw(random);
    let best = 0;
    let lowest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < drawn; i++) {
      const slot = draws.slots[i] ?? 0;
      const filled = load.inFlightOfSlot(slot) / (units[slot] ?? 1);
      if (filled < lowest) {
        lowest = filled;
        best = slot;
      }
    }
    return best;
  }
}
