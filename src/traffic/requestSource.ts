/**
 * The requests of one replication, in order of their planned arrival. A cursor, not an iterator: the engine reads it
 * once per simulated request and it must not allocate. It starts on the first request.
 */
export interface RequestSource {
  /** Planned arrival of the request under the cursor, in ms from the start of the run; Infinity when there are no more. */
  readonly atMs: number;
  /** Its size: integers, prompt >= 0, output >= 1. */
  readonly promptTokens: number;
  readonly outputTokens: number;
  /** Moves to the next request. */
  advance(): void;
}
