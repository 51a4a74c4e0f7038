import { logComplement } from "./logComplement.ts";
import { poissonDeviance } from "./poissonDeviance.ts";
import { stirlingCorrection } from "./stirlingCorrection.ts";
import type { Tails } from "./tails.ts";

/**
 * The gamma distribution of shape `a` > 0 and scale 1 at `x` >= 0: `logLower` is ln P(a, x), the regularised
 * incomplete gamma function, and `logUpper` is ln Q(a, x).
 *
 * Below the mean the lower tail is a power series (DLMF 8.7.1), above it the upper tail is a continued fraction
 * (DLMF 8.9.2), both times x^a e^-x / Gamma(a) in saddle-point form; the other is the complement. Relative error of a
 * tail below 2e-13 for a <= 5e4. `incompleteGamma(1, 3).logUpper` is -3.
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (!(a > 0 && x >= 0)) throw new RangeError(`A gamma distribution needs a > 0 and x >= 0, not ${a} and ${x}.`);
  if (x === 0) return { logLower: Number.NEGATIVE_INFINITY, logUpper: 0 };
  if (x === Number.POSITIVE_INFINITY) return { logLower: 0, logUpper: Number.NEGATIVE_INFINITY };
  const logKernel = 0.5 * Math.log(a / (2 * Math.PI)) - stirlingCorrection(a) - poissonDeviance(a, x);
  if (x < a + 1) {
    const logLower = Math.min(0, logKernel + Math.log(series(a, x)));
    return { logLower, logUpper: logComplement(logLower) };
  }
  const logUpper = Math.min(0, logKernel - Math.log(continuedFraction(a, x)));
  return { logLower: logComplement(logUpper), logUpper };
}

const stepsAtMost = 1_000_000;

function series(a: number, x: number): number {
  let term = 1 / a;
  let total = term;
  for (let k = 1; k < stepsAtMost; k++) {
    term *= x / (a + k);
    total += term;
    if (term < total * 1e-17) return total;
  }
  throw beyondReach(a, x);
}

function continuedFraction(a: number, x: number): number {
  let fraction = x + 1 - a;
  let c = fraction;
  let d = 0;
  for (let k = 1; k < stepsAtMost; k++) {
    const numerator = k * (a - k);
    const denominator = x + 2 * k + 1 - a;
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-15) return fraction;
  }
  throw beyondReach(a, x);
}

function beyondReach(a: number, x: number): RangeError {
  return new RangeError(`A gamma tail with shape ${a} at ${x} is beyond reach.`);
}
