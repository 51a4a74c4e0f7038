import { incompleteBeta } from "./incompleteBeta.ts";
import { logBetaKernel } from "./logBetaKernel.ts";
import { normalQuantileOfLog } from "./normalQuantile.ts";

/**
 * The x in [0, 1] at which the lower tail of the beta distribution with parameters a, b > 0 has the logarithm
 * `logLower` < 0: ln I_x(a, b) = logLower. `betaQuantile(2, 1, Math.log(0.25))` is 0.5. For an upper tail take
 * `1 - betaQuantile(b, a, logUpper)`. Throws RangeError for a logarithm that is not negative.
 *
 * Newton's method on the logit u = ln(x / (1 - x)), where ln I is increasing and concave with slope kernel / I: a full
 * step always ends at or below the root, and from there the iterates rise to it.
 */
export function betaQuantile(a: number, b: number, logLower: number): number {
  if (!(logLower < 0)) throw new RangeError(`The logarithm of a beta tail is negative, not ${logLower}.`);
  let logit = guess(a, b, logLower);
  let isBelow = false;
  for (let step = 0; step < stepsAtMost; step++) {
    const x = 1 / (1 + Math.exp(-logit));
    const y = 1 / (1 + Math.exp(logit));
    if (x === 0) return 0;
    const reached = incompleteBeta(a, b, x, y).logLower;
    const move = (logLower - reached) * Math.exp(reached - logBetaKernel(a, b, x, y));
    // Below the root only rounding can point down.
    if (Math.abs(move) <= 1e-15 * (1 + Math.abs(logit)) || (isBelow && move < 0)) return x;
    const downAtMost = Math.max(4, Math.abs(logit));
    isBelow = move >= -downAtMost;
    logit += Math.max(move, -downAtMost);
  }
  return 1 / (1 + Math.exp(-logit));
}

const stepsAtMost = 200;

/** The normal quantile on the logit scale, where the spread is about sqrt(1/a + 1/b). */
function guess(a: number, b: number, logLower: number): number {
  const z = -normalQuantileOfLog(logLower);
  const centre = Math.log((a + 0.5) / (b + 0.5));
  const spread = Math.sqrt(1 / (a + 0.5) + 1 / (b + 0.5));
  return centre + z * spread;
}
