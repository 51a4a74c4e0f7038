import type { RandomSource } from "../engine/randomSource.ts";

/**
 * Picks who serves a request. Made for one routing table and one strategy; a new table gets a new selector, which may
 * take over what the one before it knew. One pick names deployment and replica at once: it is a slot of the table.
 */
export interface Selector {
  /** A slot in [0, table.slots), or -1 when the table routes nowhere (unroutable). */
  pick(random: RandomSource, load: LoadView): number;
  /** Told of the end of every attempt that the router began; absent where the strategy does not care. */
  readonly learn?: (end: AttemptEnd, load: LoadView) => void;
}

/** What a strategy may know of the load, and all it may know. Nothing of it is a fact about the replicas themselves. */
export interface LoadView {
  /** Requests routed to the deployment (index into the table) and not yet ended. */
  inFlight(deployment: number): number;
  /** Requests routed to the replica (a slot of the table) and not yet ended. */
  inFlightOfSlot(slot: number): number;
  /** By the clock of the router, in milliseconds; it never falls. */
  nowMs(): number;
  /** 32 uniform bits, as a signed integer, that stand for the session of the request being routed. */
  session(): number;
}

export interface AttemptEnd {
  /** Number of the replica, as in `RoutingTable.replicas`; it may have left the table. */
  readonly replica: number;
  /** Requests that the replica had in flight when this one was sent, itself not counted. */
  readonly inFlight: number;
  /** From the pick to the end. */
  readonly latencyMs: number;
  /** The whole answer came. */
  readonly served: boolean;
}
