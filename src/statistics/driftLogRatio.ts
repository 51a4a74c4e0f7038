import { poissonDeviance } from "./poissonDeviance.ts";
import { type WindowTally, windowSizes } from "./windowTally.ts";

/** Place of the size 512 in `windowSizes`. */
const block = 1;

/** Draws over which a split that drifts is taken for constant. */
const driftBlock = windowSizes[block] ?? 0;

/**
 * What `splitLogRatio` is for one split, for a split that may change every 512 draws: ln of the likelihood of the split
 * drawn in each full window over that of the promised one, added up. Exact for two categories; for more, to second order,
 *
 *   sum_j (1 - p_j) [d(c_j, w p_j) + d(w - c_j, w (1 - p_j))],
 *
 * d being `poissonDeviance`, over the watched categories. 0 before the first full window.
 */
export function driftLogRatio(
  { watched, histograms }: Pick<WindowTally, "watched" | "histograms">,
  probabilities: readonly number[],
): number {
  const histogram = histograms[block] ?? new Float64Array(0);
  if (histogram.length === 0) return 0;
  return watched.reduce((sum, category, place) => {
    const p = probabilities[category] ?? 0;
    const counts = histogram.subarray(place * (driftBlock + 1), (place + 1) * (driftBlock + 1));
    const weight = watched.length === 1 ? 1 : 1 - p;
    return sum + weight * ratioOfCategory(counts, p);
  }, 0);
}

function ratioOfCategory(windowsByCount: Float64Array, p: number): number {
  const w = driftBlock;
  return windowsByCount.reduce((sum, windows, count) => {
    if (windows === 0) return sum;
    return sum + windows * (poissonDeviance(count, w * p) + poissonDeviance(w - count, w * (1 - p)));
  }, 0);
}
