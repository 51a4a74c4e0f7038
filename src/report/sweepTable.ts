import type { SpreadValue, SummaryRow, SweepResult } from "../experiment/sweep/sweepResult.ts";
import { clipText } from "./clipText.ts";
import { type Column, dataTable, type Row } from "./dataTable.ts";
import { displayWidth } from "./displayWidth.ts";
import { formatMeasure } from "./formatMeasure.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";

const gap = 2;
const mostForLabels = 24;

/**
 * A measure by parameter and strategy: "mean ± standard deviation between the seeds". Strategies that do not fit beside
 * each other stand in tables below each other.
 */
export function sweepTable(result: SweepResult, which: number, width: number, paint: Paint): readonly string[] {
  const { measures, strategies, summaries } = result;
  const { measure, phase, unit } = measures[which] ?? { measure: "", phase: "total", unit: "ms" };
  const rows = summaries[which]?.rows ?? [];
  const columns = strategies.map(
    (strategy, column): Column<SummaryRow> => ({
      title: clipText(strategy, width - mostForLabels - gap),
      rank: 0,
      text: (row) => spreadText(row.strategies[column], unit),
    }),
  );
  const title = clipText(phase === "total" ? measure : `${measure}, ${phase}`, width);
  const longest = Math.max(displayWidth(title), ...rows.map(({ label }) => displayWidth(printable(label))));
  const room = width - Math.min(mostForLabels, longest);
  return columnsBeside(columns, rows, room).flatMap((beside, table) => [
    ...(table === 0 ? [] : [""]),
    ...dataTable(title, beside, rows.map(tableRow), width, paint),
  ]);
}

function tableRow(row: SummaryRow): Row<SummaryRow> {
  return { label: row.label, indent: 0, tone: "plain", subject: row };
}

function spreadText(value: SpreadValue | undefined, unit: SweepResult["measures"][number]["unit"]): string {
  const mean = formatMeasure(value?.mean ?? null, unit);
  const spread = value?.spread ?? null;
  return spread === null ? mean : `${mean} ± ${formatMeasure(spread, unit)}`;
}

function columnsBeside(
  columns: readonly Column<SummaryRow>[],
  rows: readonly SummaryRow[],
  room: number,
): readonly (readonly Column<SummaryRow>[])[] {
  const tables: Column<SummaryRow>[][] = [];
  let left = 0;
  for (const column of columns) {
    const needs = gap + Math.max(...[column.title, ...rows.map((row) => column.text(row))].map(displayWidth));
    const last = tables.at(-1);
    if (last === undefined || needs > left) {
      tables.push([column]);
      left = room - needs;
    } else {
      last.push(column);
      left -= needs;
    }
  }
  return tables;
}
