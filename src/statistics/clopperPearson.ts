import { betaQuantile } from "./betaQuantile.ts";

/**
 * The interval of hit probabilities that `x` hits in `n` draws do not contradict: both one-sided exact binomial tests
 * keep it at alpha/2. It covers the true probability with at least 1 - alpha, whatever n.
 *
 * Lower bound: P(X >= x | lower) = alpha/2, exactly 0 for x = 0. Upper: P(X <= x | upper) = alpha/2, exactly 1 for
 * x = n. `clopperPearson(6080, 10000, 0.05)` is [0.5983511928313732, 0.6175858668436522].
 *
 * Throws RangeError unless 0 <= x <= n are whole numbers, n >= 1, and alpha is in (0, 1). Source: Clopper & Pearson 1934.
 */
export function clopperPearson(x: number, n: number, alpha: number): readonly [number, number] {
  if (!(Number.isInteger(x) && Number.isInteger(n) && n >= 1 && x >= 0 && x <= n)) {
    throw new RangeError(`A share needs whole hits in at least one whole draw, not ${x} in ${n}.`);
  }
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`An error rate lies in (0, 1); ${alpha} does not.`);
  const logTail = Math.log(alpha / 2);
  return [leastProbability(x, n, logTail), greatestProbability(x, n, logTail)];
}

/** The p at which `ln P(X >= x)` of n draws is `logTail` < 0; 0 for x = 0. */
export function leastProbability(x: number, n: number, logTail: number): number {
  return x <= 0 ? 0 : betaQuantile(x, n - x + 1, logTail);
}

/** The p at which `ln P(X <= x)` of n draws is `logTail` < 0; 1 for x = n. */
export function greatestProbability(x: number, n: number, logTail: number): number {
  return x >= n ? 1 : 1 - betaQuantile(n - x, x + 1, logTail);
}
