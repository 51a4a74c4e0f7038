import { logBinomialTail } from "./binomialTail.ts";

/**
 * ln of the two-sided exact p-value of "the true share lies within `margin` of `p`" after `x` hits in `n` draws: small
 * only when the share is shown to lie beyond the margin. 0 when nothing could lie beyond it.
 * `logBeyondMargin(800, 1000, 0.6, 0.1)` is ln 2 + ln P(X >= 800 | 0.7) = ln 5.98e-13.
 *
 * @param lost further draws whose outcome nobody knows; they are taken for what speaks least against the claim
 */
export function logBeyondMargin(x: number, n: number, p: number, margin: number, lost = 0): number {
  const all = n + lost;
  const below = p - margin > 0 ? logBinomialTail(x + lost, all, p - margin, "lower") : 0;
  const above = p + margin < 1 ? logBinomialTail(x, all, p + margin, "upper") : 0;
  return Math.min(0, Math.LN2 + Math.min(below, above));
}
