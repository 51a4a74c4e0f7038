/** One thing that is wrong with a scenario. */
export interface Mistake {
  /** The file it is in, when that is not the scenario itself: a trace. */
  readonly file?: string;
  /** JSON path such as `timeline[2].at`; empty for the file as a whole. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** What was expected, what came, and the nearest valid name where there is one. */
  readonly message: string;
}
