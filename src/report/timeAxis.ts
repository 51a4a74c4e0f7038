import { formatTime } from "./formatTime.ts";

const stepsMs = [1, 2, 5, 10, 15, 30].flatMap((count) => [count * 1000, count * 60_000, count * 3_600_000]);
const shortestGap = 3;

/** The line of a chart at its foot: letters where something changes, on an axis of `columns` cells. */
export function markerLine(marks: ReadonlyMap<number, string>, durationMs: number, columns: number): string {
  const cells = Array.from({ length: columns }, () => "─");
  for (const [atMs, mark] of marks) {
    const column = columnAt(atMs, durationMs, columns);
    const free = [column, column + 1, column - 1].find((each) => cells[each] === "─");
    if (free !== undefined) cells[free] = mark;
  }
  return cells.join("");
}

/** Round times under the axis, each beginning at its own column. */
export function timeLine(durationMs: number, columns: number): string {
  const widest = formatTime(durationMs).length + shortestGap;
  const stepMs = stepsMs.toSorted((one, other) => one - other).find((each) => (each / durationMs) * columns >= widest);
  let line = "";
  for (let atMs = 0; atMs <= durationMs; atMs += stepMs ?? durationMs) {
    const text = formatTime(atMs);
    const column = columnAt(atMs, durationMs, columns);
    if (column + text.length <= columns) line = line.padEnd(column) + text;
    if (durationMs <= 0) break;
  }
  return line;
}

/** The cell that an instant falls into; the end of the run belongs to the last. */
export function columnAt(atMs: number, durationMs: number, columns: number): number {
  return durationMs > 0 ? Math.min(columns - 1, Math.max(0, Math.floor((atMs / durationMs) * columns))) : 0;
}
