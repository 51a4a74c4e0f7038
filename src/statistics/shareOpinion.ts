import { acceptanceBand } from "./acceptanceBand.ts";
import { acceptanceRange } from "./acceptanceRange.ts";
import { logBeyondMargin } from "./beyondMargin.ts";
import { binomialTest } from "./binomialTest.ts";
import { detectableShift } from "./detectableShift.ts";
import { nearestCount } from "./nearestCount.ts";
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
  /** Smallest departure that these draws would have caught with probability 1 - miss: the margin on a pass; null when none. */
  readonly shift: number | null;
  /** Draws still missing to tell a share that is off by the margin, 0 or more; 0 on a pass. */
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
 * Lost draws, whose outcome nobody knows, are taken for what speaks least against each verdict: it fails only what fails,
 * and passes only what passes, whatever they were.
 *
 * `shareOpinion(42800, 71337, { p: 0.6, margin: 0.02, flake: 1e-9, miss: 1e-6 })` passes; 41000 of them would fail,
 * 600 of 1000 are inconclusive with 70337 missing, 800 of 1000 fail.
 *
 * @param n draws whose outcome is known
 * @param lost further draws
 */
export function shareOpinion(x: number, n: number, claim: ShareClaim, lost = 0): ShareOpinion {
  const { p, margin, flake, miss } = claim;
  const all = n + lost;
  const { n: needed } = acceptanceBand({ ...claim, lost }, all);
  if (all === 0) return { verdict: "inconclusive", logP: 0, shift: null, missing: needed };
  const shown = Math.max(tost(x, all, p, margin).logTooLow, tost(x + lost, all, p, margin).logTooHigh);
  const isShown = shown <= Math.log(miss);
  const isRefuted =
    needed === all ? isOutside(x, all, claim, lost) : logBeyondMargin(x, n, p, margin, lost) <= Math.log(flake);
  return {
    verdict: isShown ? "pass" : isRefuted ? "fail" : "inconclusive",
    logP: binomialTest(nearestCount(x, lost, all, p), all, p).logDoubled,
    shift: isShown || needed === all ? margin : detectableShift(all, p, flake, miss, lost),
    missing: isShown ? 0 : needed - all,
  };
}

function isOutside(x: number, all: number, { p, flake }: ShareClaim, lost: number): boolean {
  const { low, high } = acceptanceRange(all, p, flake);
  return x + lost < low || x > high;
}
