/**
 * Planned arrivals, one after the other. They come in blocks because a loop that only draws is one that V8 keeps free
 * of allocations; a single draw handed over as a number would be boxed.
 */
export interface ArrivalProcess {
  /**
   * Writes the next arrivals, in ms from the start of the run: finite and never falling, Infinity after the last.
   *
   * @param into filled to its end
   */
  fill(into: Float64Array): void;
}
