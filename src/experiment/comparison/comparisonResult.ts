import type { Verdict } from "../result.ts";

/**
 * What a comparison of strategies leaves behind: plain data, the whole input of its report and the JSON that `--json`
 * prints. Every strategy met the same arrivals, sizes and service needs, replication by replication.
 */
export interface ComparisonResult {
  readonly format: "shuntyard-comparison";
  /** Raised when a field changes its meaning or goes away. */
  readonly version: 1;
  readonly scenario: { readonly name: string; readonly description: string; readonly durationMs: number };
  readonly seed: string;
  readonly replications: { readonly planned: number; readonly finished: number };
  /** The comparison was interrupted. */
  readonly partial: boolean;
  /** Command that makes the very same comparison again. */
  readonly replay: string;
  /** Probability that all intervals of all measures hold at once, at least. */
  readonly confidence: number;
  /** A strategy is as good as the best when it is worse by at most this part of the best mean; null: not asked. */
  readonly delta: number | null;
  readonly strategies: readonly string[];
  readonly measures: readonly MeasureComparison[];
  /** `pass` unless it was held against a baseline: `fail` when a strategy got worse, `inconclusive` when nobody can tell. */
  readonly verdict: Verdict;
  /** What changed since the baseline; null where none was given. */
  readonly baseline: BaselineComparison | null;
  /** Things a reader must know. Sentences. */
  readonly notes: readonly string[];
}

export interface MeasureComparison {
  /** As it was asked for: "response:p95". */
  readonly measure: string;
  readonly phase: string;
  readonly unit: MeasureUnit;
  /** Whether a smaller value is better; null where neither is. */
  readonly better: "smaller" | null;
  /** Replications in which every strategy has a value: only those are compared. */
  readonly replications: number;
  /** In the order of the strategies. */
  readonly strategies: readonly StrategyMeasure[];
  /** Every strategy with every later one. */
  readonly pairs: readonly StrategyPair[];
}

/** Latencies in milliseconds, shares in [0, 1], numbers of requests, requests a second. */
export type MeasureUnit = "ms" | "share" | "requests" | "requests/s";

export interface StrategyMeasure {
  readonly strategy: string;
  /** One a replication, in their order; null where nothing was measured. */
  readonly values: readonly (number | null)[];
  /** Over the replications compared; null when there are none. */
  readonly mean: number | null;
  /** Of the mean; null with fewer than two replications. */
  readonly interval: readonly [number, number] | null;
  readonly standing: StrategyStanding | null;
}

/** Against the best of the other strategies; simultaneous intervals. */
export interface StrategyStanding {
  /** Interval of how much worse than the best other one it is, drawn in to 0 from either side. */
  readonly worseBy: readonly [number, number];
  /** No other one is better for sure. */
  readonly mayBeBest: boolean;
  /** Within `delta` of the best for sure; null where none was asked. */
  readonly withinDelta: boolean | null;
}

export interface StrategyPair {
  readonly first: string;
  readonly second: string;
  /** Mean of first minus second, and its interval. */
  readonly difference: number;
  readonly interval: readonly [number, number];
  /** Of their values over the replications: the more, the more the common chance helped; null where one never varies. */
  readonly correlation: number | null;
}

export interface BaselineComparison {
  /** The replications of then and now share their chance, so they are compared in pairs. */
  readonly paired: boolean;
  readonly changes: readonly BaselineChange[];
}

export interface BaselineChange {
  readonly strategy: string;
  readonly measure: string;
  readonly phase: string;
  readonly before: number;
  readonly now: number;
  /** Of now minus before; simultaneous with all other changes. */
  readonly interval: readonly [number, number];
  /** Worse for sure, or better for sure. */
  readonly verdict: "worse" | "better" | "same";
}
