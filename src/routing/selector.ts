import type { RandomSource } from "../engine/randomSource.ts";

/**
 * Picks who serves a request. Made for one routing table and one strategy; a new table gets a new selector.
 * One pick names deployment and replica at once: it is a slot of the table.
 */
export interface Selector {
  /** A slot in [0, table.slots), or -1 when the table routes nowhere (unroutable). */
  pick(random: RandomSource, load: LoadView): number;
}

/** What a strategy may know of the load, and all it may know. */
export interface LoadView {
  /** Requests routed to the deployment (index into the table) and not yet ended. */
  inFlight(deployment: number): number;
}
