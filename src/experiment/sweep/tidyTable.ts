import { rowColumns } from "../../scenario/study/rowColumns.ts";
import type { SweepResult } from "./sweepResult.ts";

/** A table of results: one row for each cell, measure and phase. */
export interface TidyTable {
  readonly columns: readonly TidyColumn[];
  /** Read row by row; each has a value for every column, null where there is none. Can be read again. */
  readonly rows: Iterable<readonly (number | string | null)[]>;
}

export interface TidyColumn {
  readonly name: string;
  readonly kind: "number" | "text";
}

const numbers: readonly string[] = ["replications", "requests", "value"];

/** The results of a sweep as a table, cell by cell in the order of the study. */
export function tidyTable(result: SweepResult): TidyTable {
  const columns = rowColumns.map((name): TidyColumn => ({ name, kind: numbers.includes(name) ? "number" : "text" }));
  const parameters = result.parameters.map(
    ({ name, numeric }): TidyColumn => ({ name, kind: numeric ? "number" : "text" }),
  );
  return {
    columns: [...columns.slice(0, 2), ...parameters, ...columns.slice(2)],
    rows: { [Symbol.iterator]: () => rowsOf(result) },
  };
}

function* rowsOf({
  study,
  replications,
  measures,
  results,
}: SweepResult): Generator<readonly (number | string | null)[]> {
  for (const { cell, parameters, strategy, seed, requests, values } of results) {
    for (const [which, { measure, phase, unit }] of measures.entries()) {
      const value = values[which] ?? null;
      yield [study.name, cell, ...parameters, strategy, seed, replications, requests, phase, measure, value, unit];
    }
  }
}
