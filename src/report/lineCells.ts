import asciichart from "asciichart";

/** Line styles that can be told apart without colour, in asciichart's order: `┼ ┤ ╶ ╴ ─ ╰ ╭ ╮ ╯ │`. */
const styles = [
  ["─", "┤", "╶", "╴", "─", "╰", "╭", "╮", "╯", "│"],
  ["━", "┤", "╺", "╸", "━", "┗", "┏", "┓", "┛", "┃"],
  ["═", "┤", "╶", "╴", "═", "╚", "╔", "╗", "╝", "║"],
  ["┄", "┤", "╶", "╴", "┄", "╰", "╭", "╮", "╯", "┆"],
  ["┅", "┤", "╺", "╸", "┅", "┗", "┏", "┓", "┛", "┇"],
] as const;

/** How many lines one chart can hold. */
export const lineStyleCount: number = styles.length;

/** A piece of the line for the legend. */
export function lineSample(style: number): string {
  return (styles[style]?.[4] ?? "").repeat(2);
}

/**
 * One line of a chart as rows of cells, the uppermost first; a blank is a cell it does not touch. `values` are in [0, 1],
 * a column each; null is a gap in the line.
 */
export function lineCells(values: readonly (number | null)[], height: number, style: number): readonly string[][] {
  const cells = Array.from({ length: height + 1 }, () => values.map(() => " "));
  for (const { start, piece } of unbrokenPieces(values)) {
    const rows = plot(piece, height, styles[style] ?? styles[0]);
    for (const [y, row] of rows.entries()) cells[y]?.splice(start, piece.length, ...row);
  }
  return cells;
}

/** The first value twice: asciichart spends it on the axis. */
function plot(piece: readonly number[], height: number, symbols: readonly string[]): readonly string[][] {
  const offset = 1;
  const options = { min: 0, max: 1, height, offset, format: () => " ", symbols };
  const chart = asciichart.plot([...piece.slice(0, 1), ...piece], options);
  return chart.split("\n").map((row) => [...row].slice(offset, offset + piece.length));
}

function unbrokenPieces(values: readonly (number | null)[]): readonly { start: number; piece: readonly number[] }[] {
  const pieces: { start: number; piece: number[] }[] = [];
  let open: number[] | undefined;
  for (const [start, value] of values.entries()) {
    if (value === null) open = undefined;
    else if (open === undefined) {
      open = [value];
      pieces.push({ start, piece: open });
    } else open.push(value);
  }
  return pieces;
}
