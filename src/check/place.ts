/** Where in its source a pick was made: the request or the line. */
export interface Place {
  /** Selector that made it, from 0; 0 for sources that have one sequence. */
  readonly instance: number;
  /** Counts from 1; 0 where nobody knows. */
  readonly at: number;
}

/** The earlier of two places: by number, then by instance. Undefined is later than any. */
export function earlier(one: Place | undefined, other: Place | undefined): Place | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.at < other.at || (one.at === other.at && one.instance <= other.instance) ? one : other;
}
