/** The one seam for time. Virtual time in the simulation, the monotonic clock in the live worlds. */
export interface Clock {
  /** Milliseconds since the run began; never goes back. */
  nowMs(): number;
}
