/** Which split is right at which time. */
export interface SplitSchedule {
  /** Time 0 of the phases on the calendar, in milliseconds since 1970 UTC; absent when the file does not say. */
  readonly startMs?: number;
  /** Every deployment that gets anything at some time, no doubles. */
  readonly deployments: readonly string[];
  /** In the order of time, without overlap; at least one. Between them nothing is promised. */
  readonly phases: readonly SplitPhase[];
}

/** A stretch of time in which one split is right. */
export interface SplitPhase {
  readonly name: string;
  /** Milliseconds since time 0; -Infinity for a split that has always been right. */
  readonly fromMs: number;
  /** Exclusive; Infinity for a split that stays. */
  readonly toMs: number;
  /** Whole units of weight, one a deployment, at least one positive: deployment j is to get units_j / total. */
  readonly units: readonly number[];
}
