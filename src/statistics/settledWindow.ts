import { sum } from "./sum.ts";
import { totalVariationDistance, totalVariationThreshold } from "./totalVariation.ts";

/**
 * After a change: the first of consecutive windows of picks from which on every window agrees with `probabilities`, in
 * total variation distance and with alpha shared among the windows; their number when the last still disagrees.
 * Windows without picks agree. Known only at the resolution of a window, and only of departures beyond the threshold.
 */
export function settledWindow(
  windows: readonly (readonly number[])[],
  probabilities: readonly number[],
  alpha: number,
): number {
  const disagrees = (counts: readonly number[]): boolean => {
    const n = sum(counts);
    if (n === 0) return false;
    return (
      totalVariationDistance(counts, probabilities) >= totalVariationThreshold(n, probabilities, alpha / windows.length)
    );
  };
  return windows.findLastIndex(disagrees) + 1;
}
