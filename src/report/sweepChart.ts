import type { MeasureCurve, SweepResult } from "../experiment/sweep/sweepResult.ts";
import { clipText } from "./clipText.ts";
import { displayWidth } from "./displayWidth.ts";
import { formatMeasure } from "./formatMeasure.ts";
import { interpolated } from "./interpolated.ts";
import { lineCells, lineSample, lineStyleCount } from "./lineCells.ts";
import type { Paint } from "./paint.ts";

const height = 10;

/** A measure against the first numeric parameter, a line a strategy. Nothing without such a parameter, or when all is the same. */
export function sweepChart(result: SweepResult, which: number, width: number, paint: Paint): readonly string[] {
  const { measures, summaries, strategies } = result;
  const { measure, phase, unit } = measures[which] ?? { measure: "", phase: "total", unit: "ms" };
  const curve = summaries[which]?.curve ?? null;
  const drawn = curve?.strategies.slice(0, lineStyleCount) ?? [];
  const values = drawn.flat().filter((value) => value !== null);
  if (curve === null || new Set(values).size < 2) return [];
  const bounds = boundsOf(values);
  const labels = [1, 0.5, 0].map((share) => formatMeasure(bounds.low + share * (bounds.high - bounds.low), unit));
  const axisWidth = 2 + Math.max(...labels.map(displayWidth));
  const columns = width - axisWidth;
  const scale = scaleOf(curve);
  const lines = drawn.map((line, index) => {
    const shares = line.map((value) => (value === null ? null : (value - bounds.low) / (bounds.high - bounds.low)));
    return lineCells(interpolated(scale.places, shares, columns), height, index);
  });
  const axis = (y: number): string => (y % (height / 2) === 0 ? (labels[(2 * y) / height] ?? "") : "");
  const rows = Array.from({ length: height + 1 }, (_, y) => {
    const cells = Array.from({ length: columns }, (__, x) => cellAt(lines, x, y, paint));
    return `${paint.faint(`${axis(y).padStart(axisWidth - 2)} ┤`)}${cells.join("").trimEnd()}`;
  });
  const where = phase === "total" ? "" : `, ${phase}`;
  const title = `${measure}${where} against ${curve.parameter}${scale.logarithmic ? " (logarithmic)" : ""}`;
  return [
    paint.strong(clipText(title, width)),
    ...rows,
    paint.faint(`${" ".repeat(axisWidth - 1)}└${"─".repeat(columns)}`),
    " ".repeat(axisWidth) + paint.faint(placeLine(curve, scale.places, columns)),
    ...legend(strategies, width, axisWidth, paint),
  ];
}

/** From nothing, unless that would squeeze all that differs into the upper half. */
function boundsOf(values: readonly number[]): { readonly low: number; readonly high: number } {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const low = least >= 0 && least <= most / 2 ? 0 : least;
  return { low, high: most };
}

/** Values that span two powers of ten or more are drawn by their logarithm. */
function scaleOf({ at }: MeasureCurve): { readonly places: readonly number[]; readonly logarithmic: boolean } {
  const numbers = at.map(({ value }) => value);
  const [least = 0, most = 0] = [numbers[0], numbers.at(-1)];
  const logarithmic = least > 0 && most / least >= 100;
  const scaled = logarithmic ? numbers.map(Math.log) : numbers;
  const [first = 0, last = 0] = [scaled[0], scaled.at(-1)];
  return { places: scaled.map((each) => (last > first ? (each - first) / (last - first) : 0)), logarithmic };
}

/** Lines in the order of the strategies: the first that touches the cell. */
function cellAt(lines: readonly (readonly string[][])[], x: number, y: number, paint: Paint): string {
  const index = lines.findIndex((rows) => (rows[y]?.[x] ?? " ") !== " ");
  return index === -1 ? " " : paint.deployment(lines[index]?.[y]?.[x] ?? " ", index);
}

/** As many values as there is room for, each below its place; the last ends at the right edge. */
function placeLine({ at }: MeasureCurve, places: readonly number[], columns: number): string {
  const last = clipText(at.at(-1)?.label ?? "", columns);
  const lastStart = columns - displayWidth(last);
  let line = "";
  for (const [i, { label }] of at.entries()) {
    const column = Math.round((places[i] ?? 0) * (columns - 1));
    const isFree = line === "" || column > displayWidth(line);
    const text = clipText(label, columns);
    if (isFree && column + displayWidth(text) < lastStart) line = line.padEnd(column) + text;
  }
  return line + " ".repeat(Math.max(0, lastStart - displayWidth(line))) + last;
}

function legend(strategies: readonly string[], width: number, axisWidth: number, paint: Paint): readonly string[] {
  const drawn = strategies.slice(0, lineStyleCount).map((name) => clipText(name, width - axisWidth - 3));
  const samples = drawn.map((name, index) => `${paint.deployment(lineSample(index), index)} ${name}`);
  const missing = strategies.length - drawn.length;
  const items = missing > 0 ? [...samples, `and ${missing} more, not drawn`] : samples;
  const oneLine = items.join("   ");
  const lines = displayWidth(oneLine) <= width - axisWidth ? [oneLine] : items;
  return lines.map((line) => " ".repeat(axisWidth) + line);
}
