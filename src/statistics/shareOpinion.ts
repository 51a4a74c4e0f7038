import { picksNeeded } from "./acceptanceBand.ts";
import { acceptanceRange } from "./acceptanceRange.ts";
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
 * fails when that cannot be shown although the draws would suffice (`picksNeeded`), or when the count lies outside the
 * exact acceptance range of `p`. In between it is inconclusive.
 *
 * `shareOpinion(42800, 71337, { p: 0.6, margin: 0.02, flake: 1e-9, miss: 1e-6 })` passes; 41000 of them would fail,
 * 600 of 1000 are inconclusive with 70337 missing.
 */
export function shareOpinion(x: number, n: number, { p, margin, flake, miss }: ShareClaim): ShareOpinion {
  if (n === 0) return { verdict: "inconclusive", logP: 0, shift: null, missing: 0 };
  const needed = picksNeeded(p, margin, flake, miss);
  const range = acceptanceRange(n, p, flake);
  const shown = tost(x, n, p, margin).logP <= Math.log(miss);
  return {
    verdict: shown ? "pass" : n >= needed || x < range.low || x > range.high ? "fail" : "inconclusive",
    logP: binomialTest(x, n, p).logDoubled,
    // From the planned number on, a share that is off by the margin passes with probability at most `miss`.
    shift: n >= needed ? margin : detectableShift(n, p, flake, miss),
    missing: Math.max(0, needed - n),
  };
}
