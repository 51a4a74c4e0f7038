import { sampleCorrelation, sampleVariance } from "simple-statistics";
import { logStudentTail } from "./logStudentTail.ts";
import { type MeanInterval, meanInterval } from "./meanInterval.ts";
import { studentQuantile } from "./studentQuantile.ts";

/** How two strategies differ on the same replications, `first` minus `second`. */
export interface PairedDifference extends MeanInterval {
  readonly t: number;
  readonly df: number;
  /** ln of the two-sided p-value of "no difference". */
  readonly logP: number;
  /** Correlation of the pairs. At or below 0 the replications did not share their chance, and pairing gains nothing. */
  readonly correlation: number;
}

/**
 * Compares two strategies that met the same arrivals, sizes and service in each replication (common random numbers):
 * the Student interval of the differences, narrower the more the pairs correlate.
 * RangeError unless both have the same number of values, two or more.
 */
export function pairedDifference(first: readonly number[], second: readonly number[], alpha: number): PairedDifference {
  if (first.length !== second.length) {
    throw new RangeError(`${first.length} replications cannot be paired with ${second.length}.`);
  }
  const interval = meanInterval(
    first.map((value, r) => value - (second[r] ?? 0)),
    alpha,
  );
  const df = interval.n - 1;
  const t = (interval.mean * Math.sqrt(interval.n)) / interval.standardDeviation;
  const correlation = sampleCorrelation([...first], [...second]);
  return { ...interval, t, df, logP: twoSided(t, df), correlation };
}

/**
 * The same without pairs, for replications that share no chance: Welch's t test.
 * df = (v1 + v2)^2 / (v1^2/(R1 - 1) + v2^2/(R2 - 1)), v = s^2/R; R1 + R2 - 2 where neither varies, and then there is no
 * doubt. Source: Welch 1947.
 */
export function unpairedDifference(
  first: readonly number[],
  second: readonly number[],
  alpha: number,
): Omit<PairedDifference, keyof MeanInterval | "correlation"> & {
  readonly difference: number;
  readonly halfWidth: number;
} {
  const one = meanInterval(first, alpha);
  const two = meanInterval(second, alpha);
  const v1 = sampleVariance([...first]) / one.n;
  const v2 = sampleVariance([...second]) / two.n;
  // By the share of each in the whole: the squares of small variances would be lost.
  const share = v1 / (v1 + v2);
  const df = v1 + v2 === 0 ? one.n + two.n - 2 : 1 / (share ** 2 / (one.n - 1) + (1 - share) ** 2 / (two.n - 1));
  const difference = one.mean - two.mean;
  const t = difference / Math.sqrt(v1 + v2);
  const halfWidth = studentQuantile(alpha / 2, df) * Math.sqrt(v1 + v2);
  return { difference, halfWidth, t, df, logP: twoSided(t, df) };
}

/** Nothing is unusual about no difference without spread. */
function twoSided(t: number, df: number): number {
  return Number.isNaN(t) ? 0 : Math.LN2 + logStudentTail(Math.abs(t), df);
}
