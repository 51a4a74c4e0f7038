import type { CheckClaim, CheckReport } from "../check/report.ts";
import { evidenceInWords } from "./evidenceInWords.ts";

/** What a matcher says of the picks, to follow "The picks" or "they". */
export interface MatcherWords {
  /** "match the split". */
  readonly holds: string;
  /** "do not match the split". */
  readonly fails: string;
}

const worstFirst: readonly CheckClaim["verdict"][] = ["error", "fail", "inconclusive", "pass"];

/**
 * Why a matcher did not pass: a sentence, then the claims as `shuntyard check` words them, worst first. What passed beside
 * a claim that did not is named and no more.
 */
export function verdictMessage(report: CheckReport, words: MatcherWords, isNot: boolean): string {
  const claims = worstFirst.flatMap((verdict) => report.claims.filter((claim) => claim.verdict === verdict));
  const isShown = ({ verdict }: CheckClaim): boolean => report.verdict === "pass" || verdict !== "pass";
  const lines = claims.flatMap((claim) => [titleOf(claim), ...(isShown(claim) ? detailsOf(claim) : [])]);
  return [headline(report, words, isNot), "", ...lines].join("\n");
}

function headline({ verdict }: CheckReport, { holds, fails }: MatcherWords, isNot: boolean): string {
  if (verdict === "inconclusive") return `There are too few picks to show that they ${isNot ? fails : holds}.`;
  return isNot ? `The picks ${holds}; .not passes only where they ${fails}.` : `The picks ${fails}.`;
}

function titleOf({ verdict, id, claim }: CheckClaim): string {
  return `${verdict}  ${id}: ${claim}`;
}

function detailsOf({ finding, evidence }: CheckClaim): readonly string[] {
  return [finding, ...(evidence === undefined ? [] : evidenceInWords(evidence))].map((line) => `      ${line}`);
}
