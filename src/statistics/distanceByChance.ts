import { type PicksOfSplit, pooledSplits } from "./picksOfSplit.ts";
import { expectedTotalVariationDistance } from "./totalVariation.ts";

/**
 * Mean total variation distance that chance alone gives: exact for one split; for several the mean absolute deviation of
 * each count is taken as sqrt(2/pi) standard deviations, with variance sum n_i p_i (1 - p_i) over the splits. 0 without draws.
 */
export function distanceByChance(splits: readonly PicksOfSplit[]): number {
  const n = splits.reduce((sum, split) => sum + split.n, 0);
  const [only, ...others] = pooledSplits(splits);
  if (only === undefined || n === 0) return 0;
  if (others.length === 0) return expectedTotalVariationDistance(n, only.shares);
  const deviations = only.shares.map((_, j) => {
    const variance = splits.reduce((sum, { n: m, shares }) => sum + m * (shares[j] ?? 0) * (1 - (shares[j] ?? 0)), 0);
    return Math.sqrt((2 * variance) / Math.PI);
  });
  return deviations.reduce((sum, each) => sum + each, 0) / (2 * n);
}
