import { acceptanceBand } from "./acceptanceBand.ts";
import { acceptanceRange } from "./acceptanceRange.ts";
import { logBinomialTail } from "./binomialTail.ts";
import { binomialTest } from "./binomialTest.ts";
import { detectableShift } from "./detectableShift.ts";
import { tost } from "./tost.ts";

/** What a share is claimed to be, and the errors that a judge of the claim may make. */
export interface ShareClaim {
  /** The expected share, in [0, 1]. */
  readonly p: number;
  /** A share within this of `p` is as good as `p`; in (0, 1). */
  readonly margin: number;
  /** Largest probability of failing a share that is exactly `p`; in (0, 1). */
  readonly flake: number;
  /** Largest probability of passing one that is off by the margin; in (0, 1). */
  readonly miss: number;
}

export interface ShareOpinion {
  readonly verdict: "pass" | "fail" | "inconclusive";
  /** ln of the two-sided p-value of exactly `p`. */
  readonly logP: number;
  /** Smallest departure that these draws would have caught with probability 1 - miss; null when none. */
  readonly shift: number | null;
  /** Draws still missing to tell a share that is off by the margin, 0 or more. */
  readonly missing: number;
}

/**
 * Judges one share after `x` of `n` independent draws fell on it.
 *
 * It passes when an exact equivalence test shows the true share to lie within the margin, with error at most `miss`. It
 * fails when an exact test shows the true share to lie beyond the margin, or when the draws suffice (`acceptanceBand`)
 * and the count lies outside the acceptance range of `p`. Else it is inconclusive: a share that is off by less than the
 * margin is not failed for want of draws.
 *
 * `shareOpinion(42800, 71337, { p: 0.6, margin: 0.02, flake: 1e-9, miss: 1e-6 })` passes; 41000 of them would fail,
 * 600 of 1000 are inconclusive with 70337 missing, 800 of 1000 fail.
 */
export function shareOpinion(x: number, n: number, { p, margin, flake, miss }: ShareClaim): ShareOpinion {
  if (n === 0) return { verdict: "inconclusive", logP: 0, shift: null, missing: 0 };
  const { n: needed } = acceptanceBand({ p, margin, flake, miss }, n);
  const range = acceptanceRange(n, p, flake);
  const shown = tost(x, n, p, margin).logP <= Math.log(miss);
  const refuted = needed === n ? x < range.low || x > range.high : isBeyond(x, n, p, margin, flake);
  return {
    verdict: shown ? "pass" : refuted ? "fail" : "inconclusive",
    logP: binomialTest(x, n, p).logDoubled,
    shift: needed === n ? margin : detectableShift(n, p, flake, miss),
    missing: needed - n,
  };
}

/** Whether the count is too small for a share of p - margin, or too large for one of p + margin. */
function isBeyond(x: number, n: number, p: number, margin: number, flake: number): boolean {
  const limit = Math.log(flake / 2);
  const isBelow = p - margin > 0 && logBinomialTail(x, n, p - margin, "lower") <= limit;
  return isBelow || (p + margin < 1 && logBinomialTail(x, n, p + margin, "upper") <= limit);
}
