import { sum } from "./sum.ts";

/** Where a run has forgotten how it began. */
export interface WarmUp {
  /** Batches of five to delete from the front. */
  readonly deleteBatches: number;
  readonly deleteObservations: number;
  /** The least value of the statistic below. */
  readonly statistic: number;
  /** Mean of the batches that stay. */
  readonly truncatedMean: number;
  /** The least lies at the half-way bound: the run is too short to tell. */
  readonly tooShort: boolean;
}

/**
 * The MSER-5 rule for the warm-up of one run: with z_1..z_b the means of consecutive fives (a rest is dropped), delete the
 * d <= b/2 batches that minimise
 *
 *   sum_{i > d} (z_i - mean_d)^2 / (b - d)^2,   mean_d the mean of z_{d+1}..z_b; the smallest d of equals.
 *
 * Use the largest d of some pilot replications, fixed before the measured ones. RangeError for fewer than ten
 * observations. Source: White 1997.
 */
export function mser5(series: readonly number[]): WarmUp {
  const path = mser5Path(series);
  const b = Math.floor(series.length / 5);
  const deleteBatches = path.reduce((best, value, d) => (value < (path[best] ?? 0) ? d : best), 0);
  const kept = series.slice(5 * deleteBatches, 5 * b);
  return {
    deleteBatches,
    deleteObservations: 5 * deleteBatches,
    statistic: path[deleteBatches] ?? 0,
    truncatedMean: sum(kept) / kept.length,
    tooShort: deleteBatches === path.length - 1,
  };
}

/** The statistic for d = 0 to floor(b/2), gathered from the back (Welford). */
export function mser5Path(series: readonly number[]): readonly number[] {
  const b = Math.floor(series.length / 5);
  if (b < 2) throw new RangeError(`MSER-5 takes ten observations or more, not ${series.length}.`);
  const path = new Array<number>(Math.floor(b / 2) + 1).fill(0);
  let mean = 0;
  let squares = 0;
  for (let d = b - 1; d >= 0; d--) {
    const batch = sum(series.slice(5 * d, 5 * d + 5)) / 5;
    const kept = b - d;
    const step = batch - mean;
    mean += step / kept;
    squares += step * (batch - mean);
    if (d < path.length) path[d] = squares / kept ** 2;
  }
  return path;
}
