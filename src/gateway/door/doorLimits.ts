/** How long the door waits and how much it takes in. Times in milliseconds, all > 0. */
export interface DoorLimits {
  /** Longest body of a request. */
  readonly bodyBytes: number;
  /** For a connection to a replica. */
  readonly connectMs: number;
  /** From a request being sent to a replica to the head of its answer. */
  readonly firstByteMs: number;
  /** Between two chunks of an answer, while the client takes them. */
  readonly idleMs: number;
  /** From a whole request to the end of its answer, all attempts together. */
  readonly totalMs: number;
  /** Attempts at one request, the first included; an integer >= 1. */
  readonly attempts: number;
  /** Further attempts per request, over any stretch of requests longer than the reserve. */
  readonly retryShare: number;
  /** Further attempts that may be made at once. */
  readonly retryReserve: number;
  /** Sessions whose deployment is remembered, the latest ones. */
  readonly sessions: number;
  /** What a client is told to wait after a 503. */
  readonly retryAfterSeconds: number;
}

/** Fit for answers of a few minutes, with images in the prompt. */
export const usualDoorLimits: DoorLimits = {
  bodyBytes: 32 * 2 ** 20,
  connectMs: 2_000,
  firstByteMs: 300_000,
  idleMs: 120_000,
  totalMs: 900_000,
  attempts: 3,
  retryShare: 0.2,
  retryReserve: 10,
  sessions: 100_000,
  retryAfterSeconds: 1,
};
