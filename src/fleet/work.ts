/**
 * What the fleet knows of the requests it holds: columns indexed by request number. Whoever owns the requests fills in
 * the needs before `submit`; the fleet writes the times. Arrays may be replaced by larger ones, so they are always
 * read through this object. Needs are standard variates, so that a request brings the same luck to any deployment.
 */
export interface Work {
  /** Standard exponential variate (mean 1). */
  readonly exponential: Float64Array;
  /** Standard normal variate. */
  readonly normal: Float64Array;
  /** Tokens of the prompt, >= 0. */
  readonly promptTokens: Float64Array;
  /** Tokens of the answer, >= 1. */
  readonly outputTokens: Float64Array;
  /** When service began (slots) or the request was admitted to the batch (batching); written by the fleet. */
  readonly startMs: Float64Array;
  /** When the first token was out; written by batching replicas only. */
  readonly firstTokenMs: Float64Array;
  /** Where the server keeps the request, for the server's own use. */
  readonly place: Int32Array;
  /** Links of the intrusive waiting queues, for the server's own use; -1 ends a list. */
  readonly previous: Int32Array;
  readonly next: Int32Array;
}
