import { stirlingCorrection } from "./stirlingCorrection.ts";

/**
 * ln Gamma(x) for x > 0, by Stirling's formula with its correction: absolute error below 2e-15 (1 + |ln Gamma(x)|).
 * `logGamma(0.5)` is ln(pi)/2 = 0.5723649429247001. Throws RangeError for x <= 0.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`ln Gamma is taken of positive numbers, not of ${x}.`);
  return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingCorrection(x);
}

const halfLogTwoPi = 0.9189385332046727;
