import { chiSquareTails } from "./chiSquareTails.ts";
import { leastReal } from "./leastReal.ts";
import { normalQuantile } from "./normalQuantile.ts";

/**
 * The x that a chi-square variable with `df` degrees of freedom exceeds with probability `upperTail`, in (0, 1):
 * `chiSquareQuantile(1e-9, 1)` is 37.32489305136233. By bisection on the logarithm of the smaller tail, between
 * bounds that double until they hold the root.
 */
export function chiSquareQuantile(upperTail: number, df: number): number {
  if (!(upperTail > 0 && upperTail < 1)) throw new RangeError(`A tail lies in (0, 1); ${upperTail} does not.`);
  if (df === 1) return normalQuantile(upperTail / 2) ** 2;
  const isBeyond =
    upperTail < 0.5
      ? (x: number): boolean => chiSquareTails(x, df).logUpper <= Math.log(upperTail)
      : (x: number): boolean => chiSquareTails(x, df).logLower >= Math.log1p(-upperTail);
  let high = df;
  while (!isBeyond(high)) high *= 2;
  return leastReal(0, high, isBeyond);
}
