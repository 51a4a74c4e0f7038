import { logBinomialProbability } from "./logBinomialProbability.ts";
import { refuseImproper } from "./refuseImproper.ts";
import { sum } from "./sum.ts";

/**
 * The share of draws that would have to fall elsewhere to match `probabilities` exactly: half the sum of
 * |n_j / n - p_j|, in [0, 1]. `totalVariationDistance([41, 59], [0.4, 0.6])` is 0.01.
 * RangeError when nothing was counted.
 */
export function totalVariationDistance(counts: readonly number[], probabilities: readonly number[]): number {
  if (counts.length !== probabilities.length) {
    throw new RangeError(`${counts.length} counts cannot be held against ${probabilities.length} probabilities.`);
  }
  const n = sum(counts);
  if (!(n > 0)) throw new RangeError("Without counts there is no distance.");
  const apart = counts.reduce(
    (total, count, category) => total + Math.abs(count / n - (probabilities[category] ?? 0)),
    0,
  );
  return apart / 2;
}

/**
 * What chance alone makes of it: the expected distance of `n` >= 1 draws that do follow `probabilities`,
 *
 *   1/(2n) sum_j 2 v q_j P(X = v),   v = floor(n p_j) + 1, X binomial(n, p_j), q_j = 1 - p_j,
 *
 * about sum_j sqrt(p_j q_j / (2 pi n)). `expectedTotalVariationDistance(1000, [0.6, 0.4])` is 0.0123575130247116.
 * Source: De Moivre's mean absolute deviation of the binomial distribution.
 */
export function expectedTotalVariationDistance(n: number, probabilities: readonly number[]): number {
  refuseImproper(probabilities);
  if (!(Number.isInteger(n) && n >= 1))
    throw new RangeError(`The expected distance is that of 1 or more draws, not ${n}.`);
  return probabilities.reduce((total, p) => total + meanAbsoluteDeviation(n, p), 0) / (2 * n);
}

/**
 * A distance that `n` right draws exceed with probability at most `alpha`, exactly guaranteed: the expected distance
 * plus sqrt(ln(1/alpha) / (2n)). `totalVariationThreshold(10000, [0.6, 0.4], 1e-9)` is 0.0360982073415069.
 * Source: McDiarmid's inequality.
 */
export function totalVariationThreshold(n: number, probabilities: readonly number[], alpha: number): number {
  if (!(alpha > 0 && alpha <= 1)) throw new RangeError(`An error rate lies in (0, 1]; ${alpha} does not.`);
  return expectedTotalVariationDistance(n, probabilities) + Math.sqrt(-Math.log(alpha) / (2 * n));
}

function meanAbsoluteDeviation(n: number, p: number): number {
  const v = Math.floor(n * p) + 1;
  return 2 * v * (1 - p) * Math.exp(logBinomialProbability(v, n, p));
}
