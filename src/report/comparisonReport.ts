import type { ComparisonResult, MeasureComparison } from "../experiment/comparison/comparisonResult.ts";
import { baselineTable } from "./baselineTable.ts";
import { commandLines } from "./commandLines.ts";
import { comparisonTable } from "./comparisonTable.ts";
import { formatMeasure } from "./formatMeasure.ts";
import { formatCount } from "./formatNumber.ts";
import { createPaint, type Paint } from "./paint.ts";
import { leavesPairsOut, pairTable } from "./pairTable.ts";
import { pageWidth, terminalPage } from "./terminalPage.ts";
import type { TerminalReportOptions } from "./terminalReport.ts";
import { verdictWords } from "./verdictLines.ts";
import { wrapItems, wrapText } from "./wrapText.ts";

/** A comparison for a person at a terminal. Names that could steer the terminal are made harmless. */
export function comparisonReport(result: ComparisonResult, options: TerminalReportOptions): string {
  const width = pageWidth(options.width);
  const paint = createPaint(options.color);
  const confidence = confidenceInWords(result);
  return terminalPage([
    headLines(result, width, paint),
    ...result.measures.flatMap((measure) =>
      isSameForAll(measure)
        ? [sameForAllLines(measure, width, paint)]
        : [comparisonTable(measure, confidence, width, paint), pairTable(measure, width, paint)],
    ),
    baselineTable(result, width, paint),
    closingLines(result, width, paint),
    result.baseline === null
      ? []
      : wrapText(verdictLine(result), width).map((line) => paint.verdict(line, result.verdict)),
  ]);
}

function headLines(result: ComparisonResult, width: number, paint: Paint): readonly string[] {
  const { scenario, strategies, replications, partial } = result;
  const cut = `CUT SHORT: only ${formatCount(replications.finished)} of ${formatCount(replications.planned)} replications.`;
  const facts = [
    `${formatCount(strategies.length)} strategies`,
    `${formatCount(replications.finished)} replications each`,
    "the same arrivals, sizes and service needs for all",
  ];
  return [
    ...wrapText(scenario.name, width).map(paint.strong),
    ...wrapText(scenario.description, width),
    ...wrapItems(facts, " · ", width).map(paint.faint),
    ...(partial ? wrapText(cut, width).map((line) => paint.verdict(line, "inconclusive")) : []),
  ];
}

/** Not one replication tells two strategies apart: a table would say one number over and over. */
function isSameForAll({ strategies }: MeasureComparison): boolean {
  const values = new Set(strategies.flatMap((subject) => subject.values));
  return strategies.length > 1 && values.size === 1 && !values.has(null);
}

function sameForAllLines(
  { measure, phase, unit, strategies }: MeasureComparison,
  width: number,
  paint: Paint,
): readonly string[] {
  const what = phase === "total" ? measure : `${measure}, ${phase}`;
  const value = formatMeasure(strategies[0]?.values[0] ?? null, unit);
  const [head = "", ...rest] = wrapText(`${what}: ${value} for all, in every replication`, width);
  return [paint.strong(head), ...rest];
}

function closingLines(result: ComparisonResult, width: number, paint: Paint): readonly string[] {
  return [
    ...wrapText(legend(result), width),
    ...result.notes.flatMap((note) => wrapText(`Note: ${note}`, width)),
    ...wrapText(`Seed ${result.seed}. The same comparison again:`, width),
    ...commandLines(result.replay, width).map(paint.strong),
  ];
}

function legend(result: ComparisonResult): string {
  const enough =
    result.delta === null
      ? ""
      : ` "good enough" is worse by at most ${Number((100 * result.delta).toPrecision(3))} % of the best mean for sure.`;
  const pairs = leavesPairsOut(result.strategies.length) ? ' Differences of all pairs: "--json".' : "";
  return (
    `All intervals hold at once with probability ${confidenceInWords(result)} at least. Smaller is better: "worse by" is ` +
    `against the best of the others, "best" is better than every other one for sure, "may be best" is not known to be worse, "worse" is worse than another for sure.${enough}${pairs}`
  );
}

function confidenceInWords({ confidence }: ComparisonResult): string {
  return `${Number((100 * confidence).toPrecision(6))} %`;
}

function verdictLine({ verdict, baseline }: ComparisonResult): string {
  const worse = baseline?.changes.filter((change) => change.verdict === "worse").length ?? 0;
  const why = worse > 0 ? ` (${worse} of ${baseline?.changes.length ?? 0} got worse since the baseline)` : "";
  return `Verdict: ${verdictWords[verdict]}${why}`;
}
