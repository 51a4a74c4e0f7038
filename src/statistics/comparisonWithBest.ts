import { pairedDifference } from "./pairedDifference.ts";

/** Where one strategy stands against the best of the others; smaller values are better. */
export interface Standing {
  /** Interval of (this one's mean - the best other's mean), drawn in to 0 from either side. */
  readonly low: number;
  readonly high: number;
  /** False only when another is better for sure (`low` above 0). */
  readonly mayBeBest: boolean;
}

/**
 * Multiple comparisons with the best, over `samples[strategy][replication]` on shared replications: with probability at
 * least 1 - alpha all the intervals hold at once,
 *
 *   mean_i - best other mean in [min(0, max_j (D_ij - h_ij)), max(0, max_j (D_ij + h_ij))],
 *
 * D_ij +- h_ij being the paired intervals at alpha / (K (K - 1)) each. A strategy with `high` at or below delta is
 * within delta of the best. RangeError for fewer than two strategies. Source: Hsu 1984, by Bonferroni.
 */
export function comparisonWithBest(samples: readonly (readonly number[])[], alpha: number): readonly Standing[] {
  const count = samples.length;
  if (count < 2) throw new RangeError(`A comparison takes two strategies or more, not ${count}.`);
  const each = alpha / (count * (count - 1));
  return samples.map((mine, i) => {
    const others = samples.filter((_, j) => j !== i).map((other) => pairedDifference(mine, other, each));
    const low = Math.min(0, Math.max(...others.map((difference) => difference.low)));
    const high = Math.max(0, Math.max(...others.map((difference) => difference.high)));
    return { low, high, mayBeBest: others.every((difference) => difference.low <= 0) };
  });
}
