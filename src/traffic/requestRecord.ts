import type { Outcome } from "./outcome.ts";

/**
 * What became of one attempt at serving a request, in any of the worlds: plain data, times in milliseconds from the
 * start of the run. A request has a record per attempt; they share `request` and `plannedMs`.
 */
export interface RequestRecord {
  /** Number of the request, from 0 in order of planned arrival. */
  readonly request: number;
  /** 1 for the first. */
  readonly attempt: number;
  /** The planned arrival: latency counts from here. */
  readonly plannedMs: number;
  /** When service began; null when it never did. */
  readonly startMs: number | null;
  readonly endMs: number;
  /** Name of the deployment; null when the router had none to give. */
  readonly deployment: string | null;
  /** Number of the replica in its deployment; null when none took the request, or it is not known. */
  readonly replica: number | null;
  /** Version of the routing table that decided. */
  readonly routingTableVersion: number;
  readonly outcome: Outcome;
  readonly promptTokens: number;
  /** Tokens of the answer that was asked for. */
  readonly outputTokens: number;
  /** From the planned arrival until the first token; null where tokens are not modelled or none came. */
  readonly ttftMs: number | null;
}
