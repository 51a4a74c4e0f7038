import Table from "cli-table3";
import { displayWidth } from "./displayWidth.ts";
import { absent } from "./formatNumber.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { wrapText } from "./wrapText.ts";

/** One number of each subject. */
export interface Column<Subject> {
  readonly title: string;
  /** Where the width does not do for all, those of the highest rank are left out first; 0 always stays. */
  readonly rank: number;
  readonly text: (subject: Subject) => string;
}

/** A row without a subject has only its label, over the whole width. */
export interface Row<Subject> {
  readonly label: string;
  readonly indent: number;
  readonly tone: "strong" | "plain" | "faint";
  readonly subject?: Subject;
}

const gap = 2;
/** Columns are left out to give labels this much room, where they need it. */
const roomForLabels = 24;
const noBorders = {
  ...{ top: "", "top-mid": "", "top-left": "", "top-right": "", middle: "", left: "", right: "" },
  ...{ mid: "", "mid-mid": "", "left-mid": "", "right-mid": "" },
  ...{ bottom: "", "bottom-mid": "", "bottom-left": "", "bottom-right": "" },
};

/**
 * A table without borders in at most `width` columns (at least 40): labels at the left, numbers at the right. A label
 * or title that leaves no room for its numbers has a line of its own above them.
 */
export function dataTable<Subject>(
  title: string,
  columns: readonly Column<Subject>[],
  rows: readonly Row<Subject>[],
  width: number,
  paint: Paint,
): readonly string[] {
  const shown = columnsThatFit(title, columns, rows, width);
  const widths = shown.map((column) => columnWidth(column, rows));
  const numbersWidth = sum(widths);
  const labelWidth = Math.min(Math.max(displayWidth(title), widestLabel(rows, numbersWidth)), width - numbersWidth);
  const table = new Table({
    chars: noBorders,
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
    colWidths: [labelWidth, ...widths],
    colAligns: ["left", ...shown.map(() => "right" as const)],
  });
  const titleFits = displayWidth(title) <= labelWidth;
  table.push([paint.strong(titleFits ? title : ""), ...shown.map((column) => paint.faint(column.title))]);
  for (const row of rows) {
    const tone = tones(paint)[row.tone];
    const { subject } = row;
    const fits = subject !== undefined && labelLength(row) <= labelWidth;
    const aloneLines = fits ? [] : labelLines(row, labelWidth + numbersWidth);
    for (const line of aloneLines) table.push([{ content: tone(line), colSpan: shown.length + 1 }]);
    if (subject === undefined) continue;
    const [label = ""] = fits ? labelLines(row, labelWidth) : [];
    table.push([label, ...shown.map((column) => column.text(subject))].map(tone));
  }
  const lines = table.toString().split("\n");
  return [...(titleFits ? [] : [paint.strong(title)]), ...lines].map((line) => line.trimEnd());
}

/** Leaves out the columns that say nothing, and then those of the highest rank until the rest fits. */
function columnsThatFit<Subject>(
  title: string,
  columns: readonly Column<Subject>[],
  rows: readonly Row<Subject>[],
  width: number,
): readonly Column<Subject>[] {
  let shown = columns.filter((column) => column.rank === 0 || texts(column, rows).some((text) => text !== absent));
  const labels = rows.filter(({ subject }) => subject !== undefined).map(labelLength);
  const labelRoom = Math.min(roomForLabels, Math.max(displayWidth(title), ...labels));
  while (labelRoom + sum(shown.map((column) => columnWidth(column, rows))) > width) {
    const last = Math.max(...shown.map((column) => column.rank));
    if (last === 0) break;
    shown = shown.filter((column) => column.rank < last);
  }
  return shown;
}

function texts<Subject>(column: Column<Subject>, rows: readonly Row<Subject>[]): readonly string[] {
  return rows.flatMap(({ subject }) => (subject === undefined ? [] : [column.text(subject)]));
}

function columnWidth<Subject>(column: Column<Subject>, rows: readonly Row<Subject>[]): number {
  return gap + Math.max(...[column.title, ...texts(column, rows)].map(displayWidth));
}

/** A label without numbers reaches over their columns. */
function widestLabel(rows: readonly Row<unknown>[], numbersWidth: number): number {
  return Math.max(0, ...rows.map((row) => labelLength(row) - (row.subject === undefined ? numbersWidth : 0)));
}

function labelLength(row: Row<unknown>): number {
  return row.indent + displayWidth(printable(row.label));
}

function labelLines(row: Row<unknown>, width: number): readonly string[] {
  return wrapText(row.label, width - row.indent).map((line) => " ".repeat(row.indent) + line);
}

function tones(paint: Paint): Readonly<Record<Row<unknown>["tone"], (text: string) => string>> {
  return { strong: paint.strong, plain: (text) => text, faint: paint.faint };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
