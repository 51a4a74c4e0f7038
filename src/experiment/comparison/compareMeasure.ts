import { comparisonWithBest } from "../../statistics/comparisonWithBest.ts";
import { meanInterval } from "../../statistics/meanInterval.ts";
import { pairedDifference } from "../../statistics/pairedDifference.ts";
import type { MeasureComparison, StrategyMeasure, StrategyPair, StrategyStanding } from "./comparisonResult.ts";
import { type MeasuredPhase, unitOf } from "./measuredPhase.ts";

export interface ComparisonRates {
  /** For all intervals of this measure together, in (0, 1). */
  readonly alpha: number;
  readonly delta: number | null;
}

/**
 * Compares strategies by one measure, given its values by strategy and replication. Only replications in which every
 * strategy has a value count, so that the pairs stay pairs. All intervals hold at once but for alpha (Bonferroni): half of
 * it goes to the differences, K (K - 1) / 2 two-sided intervals at alpha / (K (K - 1)) each, of which the standings are
 * made (`comparisonWithBest`), and half to the means of the K strategies.
 */
export function compareMeasure(
  measured: MeasuredPhase,
  strategies: readonly string[],
  values: readonly (readonly (number | null)[])[],
  { alpha, delta }: ComparisonRates,
): MeasureComparison {
  const samples = completeReplications(values);
  const replications = samples[0]?.length ?? 0;
  const better = measured.metric.name === "requests" ? null : "smaller";
  const isCompared = replications >= 2 && strategies.length >= 2;
  const standings = isCompared && better !== null ? standingsOf(samples, alpha, delta) : undefined;
  return {
    measure: measured.measure,
    phase: measured.phase,
    unit: unitOf(measured),
    better,
    replications,
    strategies: strategies.map((strategy, i): StrategyMeasure => {
      const sample = samples[i] ?? [];
      const interval = sample.length < 2 ? null : meanInterval(sample, alpha / (2 * strategies.length));
      return {
        strategy,
        values: values[i] ?? [],
        mean: interval?.mean ?? sample[0] ?? null,
        interval: interval && [interval.low, interval.high],
        standing: standings?.[i] ?? null,
      };
    }),
    pairs: isCompared ? pairsOf(strategies, samples, alpha) : [],
  };
}

function completeReplications(values: readonly (readonly (number | null)[])[]): readonly (readonly number[])[] {
  const length = Math.max(0, ...values.map((each) => each.length));
  const complete = Array.from({ length }, (_, r) => r).filter((r) =>
    values.every((each) => typeof each[r] === "number"),
  );
  return values.map((each) => complete.map((r) => each[r] ?? 0));
}

function standingsOf(
  samples: readonly (readonly number[])[],
  alpha: number,
  delta: number | null,
): readonly StrategyStanding[] {
  const best = Math.min(...samples.map((sample) => meanInterval(sample, alpha).mean));
  return comparisonWithBest(samples, alpha).map(({ low, high, mayBeBest }) => ({
    worseBy: [low, high],
    mayBeBest,
    withinDelta: delta === null ? null : high <= delta * best,
  }));
}

function pairsOf(
  strategies: readonly string[],
  samples: readonly (readonly number[])[],
  alpha: number,
): readonly StrategyPair[] {
  const each = alpha / (strategies.length * (strategies.length - 1));
  return strategies.flatMap((first, i) =>
    strategies.slice(i + 1).map((second, k): StrategyPair => {
      const { mean, low, high, correlation } = pairedDifference(samples[i] ?? [], samples[i + 1 + k] ?? [], each);
      const known = Number.isFinite(correlation) ? correlation : null;
      return { first, second, difference: mean, interval: [low, high], correlation: known };
    }),
  );
}
