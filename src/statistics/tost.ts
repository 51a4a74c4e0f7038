import { logBinomialTail } from "./binomialTail.ts";

/** Natural logarithms of the p-values of "the true share is off by the margin or more". */
export interface EquivalenceTest {
  /** Against a share of p - margin or less: P(X >= x | p - margin). */
  readonly logTooLow: number;
  /** Against a share of p + margin or more: P(X <= x | p + margin). */
  readonly logTooHigh: number;
  /** The larger of both: small only when the share is shown to lie within the margin. */
  readonly logP: number;
}

/**
 * Two one-sided exact tests that a share lies strictly within `margin` of `p`, given `x` hits in `n` draws. Unlike a
 * test that does not reject, a small p-value here is evidence *for* agreement. A bound outside [0, 1] needs no evidence.
 * `tost(6010, 10000, 0.6, 0.02).logP` is ln 4.952227619503329e-5. Source: Schuirmann 1987.
 */
export function tost(x: number, n: number, p: number, margin: number): EquivalenceTest {
  const logTooLow = p - margin < 0 ? Number.NEGATIVE_INFINITY : logBinomialTail(x, n, p - margin, "upper");
  const logTooHigh = p + margin > 1 ? Number.NEGATIVE_INFINITY : logBinomialTail(x, n, p + margin, "lower");
  return { logTooLow, logTooHigh, logP: Math.max(logTooLow, logTooHigh) };
}
