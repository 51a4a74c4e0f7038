import type { RunResult } from "../experiment/result.ts";
import { answerTable, answerTableLegend } from "./answerTable.ts";
import { changeTable, changeTableLegend } from "./changeTable.ts";
import { commandLines } from "./commandLines.ts";
import { headerLines } from "./headerLines.ts";
import { normalWobble } from "./normalWobble.ts";
import { overallVerdict } from "./overallVerdict.ts";
import { createPaint, type Paint } from "./paint.ts";
import { shareChart } from "./shareChart.ts";
import { splitTable, splitTableLegend } from "./splitTable.ts";
import { pageWidth, terminalPage } from "./terminalPage.ts";
import { verdictLines } from "./verdictLines.ts";
import { wrapText } from "./wrapText.ts";

export interface TerminalReportOptions {
  readonly color: boolean;
  /** Columns of the terminal; no line is wider. Less than 40 counts as 40. */
  readonly width: number;
}

/** The result for a person at a terminal, its last line the verdict. Names that could steer the terminal are made harmless. */
export function terminalReport(result: RunResult, options: TerminalReportOptions): string {
  const width = pageWidth(options.width);
  const paint = createPaint(options.color);
  return terminalPage([
    headerLines(result, width, paint),
    [...splitTable(result, width, paint), ...legendLines(splitTableLegend, width, paint)],
    [...answerTable(result, width, paint), ...legendLines(answerTableLegend, width, paint)],
    result.series.deployments.length === 0 ? [] : shareChart(result, width, paint),
    changeSection(result, width, paint),
    verdictLines(result.checks, result.scenario.mustFail, width, paint),
    closingLines(result, width, paint),
    wrapText(`Verdict: ${overallVerdict(result)}`, width).map((line) => paint.verdict(line, result.verdict)),
  ]);
}

function changeSection(result: RunResult, width: number, paint: Paint): readonly string[] {
  if (result.changes.length === 0) return [];
  return [...changeTable(result, width, paint), ...legendLines(changeTableLegend, width, paint)];
}

function legendLines(legend: string, width: number, paint: Paint): readonly string[] {
  return wrapText(legend, width).map(paint.faint);
}

function closingLines(result: RunResult, width: number, paint: Paint): readonly string[] {
  const wobble = normalWobble(result.total.distance);
  return [
    ...(wobble === undefined ? [] : wrapText(wobble, width)),
    ...result.notes.flatMap((note) => wrapText(`Note: ${note}`, width)),
    ...wrapText(`Seed ${result.seed}. The same run again:`, width),
    ...commandLines(result.replay, width).map(paint.strong),
  ];
}
