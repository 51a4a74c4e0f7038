import type { CheckResult, RunResult, Verdict } from "../experiment/result.ts";
import { evidenceLines } from "./evidenceLines.ts";
import type { Paint } from "./paint.ts";
import { wrapText } from "./wrapText.ts";

const worstFirst: readonly Verdict[] = ["error", "fail", "inconclusive", "pass"];

/** How a verdict is written: a pass is quiet, everything else is loud. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  pass: "pass",
  fail: "FAIL",
  inconclusive: "INCONCLUSIVE",
  error: "ERROR",
};

/** Every check, worst first: its verdict, claim and finding, then the numbers behind it. */
export function verdictLines({ checks, scenario }: RunResult, width: number, paint: Paint): readonly string[] {
  const sorted = worstFirst.flatMap((verdict) => checks.filter((check) => check.verdict === verdict));
  const indent = 2 + Math.max(0, ...checks.map(({ verdict }) => verdictWords[verdict].length));
  return sorted.flatMap((check) => checkLines(check, scenario.mustFail.includes(check.id), width, indent, paint));
}

function checkLines(check: CheckResult, mustFail: boolean, width: number, indent: number, paint: Paint): string[] {
  const room = width - indent;
  const claim = `${check.id}${mustFail ? " (marked to fail)" : ""}: ${check.claim}`;
  const lines = [
    ...wrapText(claim, room).map(paint.strong),
    ...wrapText(check.finding, room),
    ...(check.evidence === undefined ? [] : evidenceLines(check.evidence, room).map(paint.faint)),
  ];
  const word = verdictWords[check.verdict];
  const margin = paint.verdict(word, check.verdict) + " ".repeat(indent - word.length);
  return lines.map((line, index) => (index === 0 ? margin : " ".repeat(indent)) + line);
}
