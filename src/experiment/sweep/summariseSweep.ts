import { numericValue } from "./numericValue.ts";
import type { CellResult, MeasureCurve, MeasureSummary, SpreadValue, SummaryRow } from "./sweepResult.ts";

/** What the cells of a sweep differ by. */
export interface SweepAxes {
  readonly parameters: readonly string[];
  readonly strategies: readonly string[];
}

/** Rows that a table may have before neighbouring points are put together. */
const mostRows = 24;
const groups = 8;

/**
 * One measure of all cells, by parameter and strategy. Cells of the same row, strategy and seed are averaged, each with
 * the same weight; `mean` is the mean of these over the seeds and `spread` their standard deviation.
 *
 * @param which number of the measure
 */
export function summariseMeasure(results: readonly CellResult[], which: number, axes: SweepAxes): MeasureSummary {
  const first = numericParameter(results, axes);
  const byPoint = grouped(results, ({ parameters }) => JSON.stringify(parameters));
  const few = byPoint.length <= mostRows || first === undefined;
  const rows = (few ? byPoint.slice(0, mostRows) : neighbours(results, first)).map(
    (cells): SummaryRow => ({
      label: few ? pointLabel(cells, axes, results) : groupLabel(cells, axes, first),
      strategies: axes.strategies.map((strategy) => spreadOf(cells, which, strategy)),
    }),
  );
  const leftOut = few ? Math.max(0, byPoint.length - mostRows) : 0;
  return { rows, pooled: !few, leftOut, curve: first === undefined ? null : curveOf(results, which, first, axes) };
}

/** The first parameter with two values or more, all of them numbers. */
function numericParameter(results: readonly CellResult[], { parameters }: SweepAxes): number | undefined {
  const index = parameters.findIndex((_, which) => {
    const numbers = results.map((cell) => numericValue(cell.parameters[which]));
    return numbers.every((number) => number !== undefined) && new Set(numbers).size > 1;
  });
  return index < 0 ? undefined : index;
}

/** Lists of what has the same key, in the order in which keys come first. */
function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const lists = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [item]);
    else list.push(item);
  }
  return [...lists.values()];
}

/** Cells by one parameter: those of each value, or groups of neighbouring values where there are many. */
function neighbours(results: readonly CellResult[], which: number): readonly (readonly CellResult[])[] {
  const byValue = ascending(results, which);
  if (byValue.length <= mostRows) return byValue;
  return Array.from({ length: groups }, (_, group) => {
    const from = Math.floor((group * byValue.length) / groups);
    const to = Math.floor(((group + 1) * byValue.length) / groups);
    return byValue.slice(from, to).flat();
  });
}

function ascending(results: readonly CellResult[], which: number): readonly (readonly CellResult[])[] {
  const byValue = grouped(results, ({ parameters }) => String(numericValue(parameters[which])));
  return [...byValue].sort((a, b) => numberOf(a, which) - numberOf(b, which));
}

function numberOf(cells: readonly CellResult[], which: number): number {
  return numericValue(cells[0]?.parameters[which]) ?? 0;
}

/** Parameters that are the same everywhere say nothing here. */
function pointLabel([cell]: readonly CellResult[], { parameters }: SweepAxes, results: readonly CellResult[]): string {
  const words = parameters.flatMap((name, which) => {
    const values = new Set(results.map((each) => each.parameters[which]));
    return values.size > 1 ? [`${name}=${cell?.parameters[which] ?? null}`] : [];
  });
  return words.length === 0 ? "every cell" : words.join(" ");
}

function groupLabel(cells: readonly CellResult[], { parameters }: SweepAxes, which: number): string {
  const byValue = ascending(cells, which);
  const [low, high] = [byValue[0], byValue.at(-1)].map((group) => String(group?.[0]?.parameters[which]));
  return low === high ? `${parameters[which]}=${low}` : `${parameters[which]} ${low} … ${high}`;
}

function spreadOf(cells: readonly CellResult[], which: number, strategy: string): SpreadValue {
  const bySeed = grouped(
    cells.filter((cell) => cell.strategy === strategy),
    ({ seed }) => seed,
  ).flatMap((ofSeed) => meanOf(ofSeed, which) ?? []);
  if (bySeed.length === 0) return { mean: null, spread: null };
  const mean = average(bySeed);
  if (bySeed.length === 1) return { mean, spread: null };
  const squares = bySeed.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return { mean, spread: Math.sqrt(squares / (bySeed.length - 1)) };
}

function curveOf(results: readonly CellResult[], which: number, first: number, axes: SweepAxes): MeasureCurve {
  const byValue = ascending(results, first);
  return {
    parameter: axes.parameters[first] ?? "",
    at: byValue.map((cells) => ({ value: numberOf(cells, first), label: String(cells[0]?.parameters[first]) })),
    strategies: axes.strategies.map((strategy) => byValue.map((cells) => spreadOf(cells, which, strategy).mean)),
  };
}

function meanOf(cells: readonly CellResult[], which: number): number | undefined {
  const values = cells.flatMap(({ values: all }) => all[which] ?? []);
  return values.length === 0 ? undefined : average(values);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
