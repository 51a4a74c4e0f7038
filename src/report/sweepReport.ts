import type { SweepResult } from "../experiment/sweep/sweepResult.ts";
import { commandLines } from "./commandLines.ts";
import { formatCount } from "./formatNumber.ts";
import { createPaint, type Paint } from "./paint.ts";
import { sweepChart } from "./sweepChart.ts";
import { sweepTable } from "./sweepTable.ts";
import { pageWidth, terminalPage } from "./terminalPage.ts";
import type { TerminalReportOptions } from "./terminalReport.ts";
import { wrapItems, wrapText } from "./wrapText.ts";

/** Where the results are kept, and what was there before. */
export interface SweepKeeping {
  readonly store: string;
  /** Cells that were in the store already. */
  readonly fromStore: number;
}

/** A sweep for a person at a terminal. Names that could steer the terminal are made harmless. */
export function sweepReport(result: SweepResult, keeping: SweepKeeping, options: TerminalReportOptions): string {
  const width = pageWidth(options.width);
  const paint = createPaint(options.color);
  return terminalPage([
    headLines(result, keeping, width, paint),
    ...result.measures.flatMap((_, which) => [
      sweepTable(result, which, width, paint),
      sweepChart(result, which, width, paint),
    ]),
    closingLines(result, keeping, width, paint),
  ]);
}

function headLines(result: SweepResult, { fromStore }: SweepKeeping, width: number, paint: Paint): readonly string[] {
  const { study, cells, strategies, seeds, partial, replications } = result;
  const played = cells.finished - fromStore;
  const cut = `CUT SHORT: only ${formatCount(cells.finished)} of ${formatCount(cells.planned)} cells.`;
  const facts = [
    counted(cells.planned, "cell"),
    `${formatCount(played)} played, ${formatCount(fromStore)} from the store`,
    strategies.length === 1 ? `strategy ${strategies[0] ?? ""}` : `${formatCount(strategies.length)} strategies`,
    seeds.length === 1 ? `seed ${seeds[0] ?? ""}` : `${formatCount(seeds.length)} seeds`,
    ...constants(result),
    ...(replications === 1 ? [] : [`${formatCount(replications)} replications each`]),
  ];
  return [
    ...wrapText(study.name, width).map(paint.strong),
    ...wrapText(study.description, width),
    ...wrapItems(facts, " · ", width).map(paint.faint),
    ...(partial ? wrapText(cut, width).map((line) => paint.verdict(line, "inconclusive")) : []),
  ];
}

/** Parameters that have one value everywhere: "duration=20s". */
function constants({ parameters, results }: SweepResult): readonly string[] {
  return parameters.flatMap(({ name }, which) => {
    const values = new Set(results.map((cell) => cell.parameters[which]));
    return values.size === 1 ? [`${name}=${[...values].join("")}`] : [];
  });
}

function closingLines(result: SweepResult, { store }: SweepKeeping, width: number, paint: Paint): readonly string[] {
  const spread =
    result.seeds.length > 1
      ? `Means over ${formatCount(result.seeds.length)} seeds, ± the standard deviation between them; the same seed brings the same arrivals, sizes and service needs to every strategy.`
      : "One seed: nothing here says how far another would be off.";
  return [
    ...wrapText(spread, width),
    ...wrapText(rowsInWords(result), width),
    ...wrapText(`Results are kept in ${store}. Seed ${result.seed}. The same sweep again:`, width),
    ...commandLines(result.replay, width).map(paint.strong),
  ];
}

/** What the tables do not show; nothing where they show every point. */
function rowsInWords({ summaries: [summary] }: SweepResult): string {
  if (summary === undefined || (!summary.pooled && summary.leftOut === 0)) return "";
  const what = summary.pooled
    ? "There are many points: a row is the mean over all of these values"
    : `${formatCount(summary.leftOut)} more points have no row`;
  return `${what}. The files of --output have every cell.`;
}

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
