import type { JudgedClaim, Verdict } from "../experiment/result.ts";
import { evidenceLines } from "./evidenceLines.ts";
import type { Paint } from "./paint.ts";
import { worstFirst } from "./worstFirst.ts";
import { wrapText } from "./wrapText.ts";

/** How a verdict is written: a pass is quiet, everything else is loud. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  pass: "pass",
  fail: "FAIL",
  inconclusive: "INCONCLUSIVE",
  error: "ERROR",
};

/**
 * Every claim, worst first: its verdict, claim and finding, then the numbers behind it.
 *
 * @param mustFail ids of the claims that are marked to fail
 */
export function verdictLines(
  claims: readonly JudgedClaim[],
  mustFail: readonly string[],
  width: number,
  paint: Paint,
): readonly string[] {
  const indent = 2 + Math.max(0, ...claims.map(({ verdict }) => verdictWords[verdict].length));
  return worstFirst(claims).flatMap((claim) => claimLines(claim, mustFail.includes(claim.id), width, indent, paint));
}

function claimLines(claim: JudgedClaim, mustFail: boolean, width: number, indent: number, paint: Paint): string[] {
  const room = width - indent;
  const title = `${claim.id}${mustFail ? " (marked to fail)" : ""}: ${claim.claim}`;
  const lines = [
    ...wrapText(title, room).map(paint.strong),
    ...wrapText(claim.finding, room),
    ...(claim.evidence === undefined ? [] : evidenceLines(claim.evidence, room).map(paint.faint)),
  ];
  const word = verdictWords[claim.verdict];
  const margin = paint.verdict(word, claim.verdict) + " ".repeat(indent - word.length);
  return lines.map((line, index) => (index === 0 ? margin : " ".repeat(indent)) + line);
}
