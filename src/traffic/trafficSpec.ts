/** The traffic of a scenario as it is declared: plain data. */
export interface TrafficSpec {
  readonly arrivals: ArrivalSpec;
  /** Tokens of the prompt; ignored where a trace carries its own. */
  readonly prompt: TokenLaw;
  /** Tokens of the answer, at least 1. */
  readonly output: TokenLaw;
  /** Longest response time that the client waits for, from the planned arrival; absent: it waits for ever. */
  readonly timeoutMs?: number;
  /** Attempts at most for one request, the first included; integer, 1 to 10. */
  readonly attempts: number;
  /** Sessions that the requests belong to, each to any of them with the same probability; absent: each is one of its own. */
  readonly sessions?: number;
}

/** All rates are totals per second. */
export type ArrivalSpec =
  | { readonly kind: "constant"; readonly ratePerSecond: number }
  | { readonly kind: "poisson"; readonly ratePerSecond: number }
  | {
      readonly kind: "staged";
      /** Rate at the start of the first stage. */
      readonly startPerSecond: number;
      /** In each stage the rate goes in a straight line to its target; after the last it stays there. */
      readonly stages: readonly { readonly durationMs: number; readonly targetPerSecond: number }[];
      /** `poisson`: random at that intensity; `even`: evenly spaced by it, as k6 does. */
      readonly spacing: "poisson" | "even";
    }
  | {
      readonly kind: "trace";
      /** As written in the scenario: the name reports use. */
      readonly file: string;
      /** The rows, relative to the first arrival; sorted. Filled in by the reader of the file. */
      readonly rows: TraceRows;
      /** 2 plays the trace twice as fast. */
      readonly rateScale: number;
      /** Start again when the trace ends (after one mean gap); otherwise arrivals end with it. */
      readonly loop: boolean;
    };

export interface TraceRows {
  /** Milliseconds after the first row, never falling. */
  readonly atMs: Float64Array;
  readonly promptTokens: Float64Array;
  readonly outputTokens: Float64Array;
}

export type TokenLaw =
  | { readonly kind: "fixed"; readonly value: number }
  | { readonly kind: "geometric"; readonly mean: number }
  | { readonly kind: "lognormal"; readonly median: number; readonly p99: number }
  | { readonly kind: "empirical"; readonly values: readonly number[] };
