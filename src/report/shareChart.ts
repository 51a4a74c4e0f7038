import type { RunResult } from "../experiment/result.ts";
import { changeMarks } from "./changeMarks.ts";
import { clipText } from "./clipText.ts";
import { displayWidth } from "./displayWidth.ts";
import { lineCells, lineSample, lineStyleCount } from "./lineCells.ts";
import type { Paint } from "./paint.ts";
import { resample } from "./resample.ts";
import { columnAt, markerLine, timeLine } from "./timeAxis.ts";

const height = 10;
const axisWidth = 6;
const changeLine = "┊";

/** The observed share of each deployment over time, with the changes marked by their letters. */
export function shareChart(result: RunResult, width: number, paint: Paint): readonly string[] {
  const columns = width - axisWidth;
  const { durationMs } = result.scenario;
  const marks = changeMarks(result.changes);
  const lines = drawnDeployments(result).map(({ observed }, index) =>
    lineCells(resample(observed, columns), height, index),
  );
  const changeColumns = new Set([...marks.keys()].map((atMs) => columnAt(atMs, durationMs, columns)));
  const rows = Array.from({ length: height + 1 }, (_, y) => {
    const cells = Array.from({ length: columns }, (__, x) => cell(lines, x, y, changeColumns.has(x), paint));
    return `${paint.faint(`${axisLabel(y)}┤`)}${cells.join("").trimEnd()}`;
  });
  const indent = " ".repeat(axisWidth);
  return [
    paint.strong(clipText("Share of each deployment over time", width)),
    ...rows,
    `${" ".repeat(axisWidth - 1)}${paint.faint("└")}${markerLine(marks, durationMs, columns)}`,
    `${indent}${paint.faint(timeLine(durationMs, columns))}`.trimEnd(),
    ...legend(result, width, paint),
  ];
}

/** The first line that touches the cell, else a dotted line where something changes. */
function cell(lines: readonly (readonly string[][])[], x: number, y: number, change: boolean, paint: Paint): string {
  const index = lines.findIndex((rows) => (rows[y]?.[x] ?? " ") !== " ");
  if (index === -1) return change ? paint.faint(changeLine) : " ";
  return paint.deployment(lines[index]?.[y]?.[x] ?? " ", index);
}

function axisLabel(y: number): string {
  return y % 2 === 0 ? `${(100 * (height - y)) / height}% `.padStart(axisWidth - 1) : " ".repeat(axisWidth - 1);
}

function legend(result: RunResult, width: number, paint: Paint): readonly string[] {
  const names = drawnDeployments(result).map(({ name }) => clipText(name, width - axisWidth - 3));
  const samples = names.map((name, index) => `${paint.deployment(lineSample(index), index)} ${name}`);
  const missing = result.series.deployments.length - names.length;
  const items = missing > 0 ? [...samples, `and ${missing} more, not drawn`] : samples;
  const oneLine = items.join("   ");
  const lines = displayWidth(oneLine) <= width - axisWidth ? [oneLine] : items;
  return lines.map((line) => " ".repeat(axisWidth) + line);
}

/** Those with the largest shares, in their order, as many as there are styles of line. */
function drawnDeployments({ series }: RunResult): RunResult["series"]["deployments"] {
  const peaks = new Map(series.deployments.map(({ name, observed }) => [name, Math.max(0, ...observed.map(Number))]));
  const largest = [...peaks.keys()].sort((one, other) => (peaks.get(other) ?? 0) - (peaks.get(one) ?? 0));
  const drawn = new Set(largest.slice(0, lineStyleCount));
  return series.deployments.filter(({ name }) => drawn.has(name));
}
