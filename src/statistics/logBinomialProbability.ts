import { poissonDeviance } from "./poissonDeviance.ts";
import { stirlingCorrection } from "./stirlingCorrection.ts";

/**
 * ln P(X = x) for X hits in `n` draws that hit with probability `p`: ln[n! / (x! (n-x)!) p^x q^(n-x)], with q = 1 - p,
 * in the saddle-point form
 *
 *   -d(x, n p) - d(n - x, n q) + 1/2 ln(n / (2 pi x (n-x))) + s(n) - s(x) - s(n - x)   for 0 < x < n,
 *
 * d being `poissonDeviance` and s `stirlingCorrection`. -Infinity where x is impossible.
 * `logBinomialProbability(1, 2, 0.5)` is ln 0.5. Source: Loader 2000.
 */
export function logBinomialProbability(x: number, n: number, p: number): number {
  if (!(x >= 0 && x <= n)) return Number.NEGATIVE_INFINITY;
  if (p === 0) return x === 0 ? 0 : Number.NEGATIVE_INFINITY;
  if (p === 1) return x === n ? 0 : Number.NEGATIVE_INFINITY;
  if (x === 0) return n * Math.log1p(-p);
  if (x === n) return n * Math.log(p);
  return (
    0.5 * Math.log(n / x / (2 * Math.PI * (n - x))) +
    (stirlingCorrection(n) - stirlingCorrection(x) - stirlingCorrection(n - x)) -
    poissonDeviance(x, n * p) -
    poissonDeviance(n - x, n * (1 - p))
  );
}
