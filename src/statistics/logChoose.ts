import { logBinomialProbability } from "./logBinomialProbability.ts";

/**
 * ln of n over k, the ways to choose k of n: `logChoose(5, 2)` is ln 10; -Infinity when there is none. From the
 * binomial probability at its own mode, where no digits cancel.
 */
export function logChoose(n: number, k: number): number {
  if (k < 0 || k > n) return Number.NEGATIVE_INFINITY;
  if (k === 0 || k === n) return 0;
  const p = k / n;
  return logBinomialProbability(k, n, p) - k * Math.log(p) - (n - k) * Math.log1p(-p);
}
