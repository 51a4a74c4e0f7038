import type { ReplicaError } from "./replicaError.ts";

/** Where the answer to one request goes. It ends with one call of `served`, `refuse` or `cut`; nothing follows. */
export interface Answer {
  /** It wants its tokens one by one, at their times. */
  readonly paced: boolean;
  /** So many tokens are out, those of earlier calls included. */
  tokens(out: number): void;
  /** All tokens are out. */
  served(): void;
  /** There is none, for this reason. */
  refuse(error: ReplicaError): void;
  /** The replica is gone: the connection is reset, whatever was sent of the answer. */
  cut(): void;
}

/** What an answer says of itself. */
export interface AnswerHead {
  readonly id: string;
  /** Seconds since 1970 UTC. */
  readonly created: number;
  readonly promptTokens: number;
  /** Length of the answer, >= 1. */
  readonly outputTokens: number;
}
