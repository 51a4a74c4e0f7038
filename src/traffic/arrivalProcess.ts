/** Planned arrivals, one after the other. */
export interface ArrivalProcess {
  /** The next arrival in ms from the start of the run: finite and never falling, or Infinity when there are no more. */
  nextMs(): number;
}
