import { incompleteBeta } from "./incompleteBeta.ts";
import type { Tails } from "./tails.ts";

/** `lower` is P(X <= x), `upper` is P(X >= x): both contain x. */
export type Side = "lower" | "upper";

/**
 * The logarithm of a tail of the binomial distribution: ln P(X <= x) or ln P(X >= x) for X hits in `n` >= 0 draws
 * that hit with probability `p`. Any integer x; -Infinity for an impossible tail, 0 for a certain one.
 *
 * P(X <= x) = I_q(n - x, x + 1) and P(X >= x) = I_p(x, n - x + 1), q = 1 - p, each computed directly: a tail of
 * e^-770 is as good as one of 0.5 (relative error 4e-12 at n = 1e7).
 * `logBinomialTail(1, 2, 0.5, "lower")` is ln 0.75. Throws RangeError unless n is a whole number and p in [0, 1].
 */
export function logBinomialTail(x: number, n: number, p: number, side: Side): number {
  return side === "lower" ? binomialTails(x, n, p).logLower : binomialTails(x - 1, n, p).logUpper;
}

/** ln P(X <= x) and ln P(X > x), which sum to certainty. */
export function binomialTails(x: number, n: number, p: number): Tails {
  refuseNoBinomial(x, n, p);
  if (x < 0 || (p === 1 && x < n)) return { logLower: Number.NEGATIVE_INFINITY, logUpper: 0 };
  if (x >= n || p === 0) return { logLower: 0, logUpper: Number.NEGATIVE_INFINITY };
  const { logLower, logUpper } = incompleteBeta(x + 1, n - x, p);
  return { logLower: logUpper, logUpper: logLower };
}

function refuseNoBinomial(x: number, n: number, p: number): void {
  if (!(Number.isInteger(n) && n >= 0 && Number.isInteger(x))) {
    throw new RangeError(`A binomial tail counts whole hits in whole draws, not ${x} in ${n}.`);
  }
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A probability lies in [0, 1]; ${p} does not.`);
}
