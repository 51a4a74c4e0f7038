import type { JudgedClaim, Verdict } from "../experiment/result.ts";

const order: readonly Verdict[] = ["error", "fail", "inconclusive", "pass"];

/** The claims by verdict, the worst first; those of one verdict stay in their order. */
export function worstFirst<Claim extends Pick<JudgedClaim, "verdict">>(claims: readonly Claim[]): readonly Claim[] {
  return order.flatMap((verdict) => claims.filter((claim) => claim.verdict === verdict));
}
