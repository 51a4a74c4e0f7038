import { betaQuantile } from "./betaQuantile.ts";

/**
 * The t that a Student variable with `df` > 0 degrees of freedom exceeds with probability `upperTail` in (0, 1):
 * `studentQuantile(0.025, 29)` is 2.0452296421327043. From P(|T| > t) = I_{df/(df + t^2)}(df/2, 1/2).
 */
export function studentQuantile(upperTail: number, df: number): number {
  if (!(upperTail > 0 && upperTail < 1 && df > 0)) {
    throw new RangeError(`A tail in (0, 1) with df > 0 has a t quantile, not ${upperTail} with ${df}.`);
  }
  if (upperTail > 0.5) return -studentQuantile(1 - upperTail, df);
  if (upperTail === 0.5) return 0;
  if (upperTail < 0.25) {
    const x = betaQuantile(df / 2, 0.5, Math.log(2 * upperTail));
    return Math.sqrt((df * (1 - x)) / x);
  }
  // Near the middle x is nearly 1; its complement keeps the digits.
  const y = betaQuantile(0.5, df / 2, Math.log1p(-2 * upperTail));
  return Math.sqrt((df * y) / (1 - y));
}
