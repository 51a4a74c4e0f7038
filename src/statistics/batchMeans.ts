import { mean } from "simple-statistics";
import { type MeanInterval, meanInterval } from "./meanInterval.ts";
import { normalQuantile } from "./normalQuantile.ts";
import { sum } from "./sum.ts";

/** The mean of one long, correlated run, by batches. */
export interface BatchMeans extends MeanInterval {
  /** sum (z_{i+1} - z_i)^2 / sum (z_i - mean)^2 of the batch means: about 2 when they are independent. */
  readonly vonNeumann: number;
  /** Not so small that the batches still correlate, at 5 %: else double their size. */
  readonly looksIndependent: boolean;
}

/**
 * Cuts a run (its warm-up removed) into `batches` equal parts and treats their means as independent. 10 to 30 batches
 * suit; what is left over at the end is dropped. RangeError for fewer than two batches, or than one value a batch.
 *
 * looksIndependent: von Neumann's ratio above 2 (1 - z(0.05) / sqrt(batches)).
 */
export function batchMeans(series: readonly number[], batches: number, alpha: number): BatchMeans {
  const size = Math.floor(series.length / batches);
  if (!(Number.isInteger(batches) && size >= 1)) {
    throw new RangeError(`${series.length} values cannot be cut into ${batches} batches.`);
  }
  const means = Array.from({ length: batches }, (_, i) => mean(series.slice(i * size, (i + 1) * size)));
  const interval = meanInterval(means, alpha);
  const steps = means.slice(1).map((z, i) => (z - (means[i] ?? 0)) ** 2);
  const vonNeumann = sum(steps) / (interval.standardDeviation ** 2 * (batches - 1));
  const looksIndependent = vonNeumann > 2 * (1 - normalQuantile(0.05) / Math.sqrt(batches));
  return { ...interval, vonNeumann, looksIndependent };
}
