import type { CheckClaim, CheckReport } from "../check/report.ts";
import { checkHeader } from "./checkHeader.ts";
import { checkInWords } from "./checkInWords.ts";
import { checkPhaseTable } from "./checkPhaseTable.ts";
import { checkVerdict } from "./checkVerdict.ts";
import { commandLines } from "./commandLines.ts";
import { namedCountTable } from "./namedCountTable.ts";
import { createPaint, type Paint } from "./paint.ts";
import { promiseTable } from "./promiseTable.ts";
import { pageWidth, terminalPage } from "./terminalPage.ts";
import type { TerminalReportOptions } from "./terminalReport.ts";
import { verdictLines } from "./verdictLines.ts";
import { windowsInWords } from "./windowsInWords.ts";
import { wrapText } from "./wrapText.ts";

/** A check for a person at a terminal, its last line the verdict. Names that could steer the terminal are made harmless. */
export function checkTerminalReport(report: CheckReport, options: TerminalReportOptions): string {
  const width = pageWidth(options.width);
  const paint = createPaint(options.color);
  return terminalPage([
    checkHeader(report, width, paint),
    promiseTable(report, width, paint),
    [...checkPhaseTable(report, width, paint), ...wrapText(windowsInWords(report.phases) ?? "", width)],
    namedCountTable("Deployments that nobody promised", report.strangers, width, paint),
    namedCountTable("Requests that cannot be attributed", report.unattributed, width, paint),
    verdictLines(report.claims.map(withoutShares), [], width, paint),
    closingLines(report, width, paint),
    wrapText(`Verdict: ${checkVerdict(report)}`, width).map((line) => paint.verdict(line, report.verdict)),
  ]);
}

/** The table of deployments has shown them. */
function withoutShares(claim: CheckClaim): CheckClaim {
  return claim.evidence === undefined ? claim : { ...claim, evidence: { ...claim.evidence, shares: [] } };
}

function closingLines(report: CheckReport, width: number, paint: Paint): readonly string[] {
  const { notes, seed, replay } = report;
  return [
    ...checkInWords(report).flatMap((sentence) => wrapText(sentence, width)),
    ...notes.flatMap((note) => wrapText(`Note: ${note}`, width)),
    ...wrapText(`${seed === null ? "" : `Seed ${seed}. `}The same check again:`, width),
    ...commandLines(replay, width).map(paint.strong),
  ];
}
