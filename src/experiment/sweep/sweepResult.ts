import type { MeasureUnit } from "../comparison/comparisonResult.ts";

/**
 * What a sweep leaves behind: plain data, the whole input of its report and the JSON that `--json` prints. How often it
 * was stopped on the way is not in it.
 */
export interface SweepResult {
  readonly format: "shuntyard-sweep";
  /** Raised when a field changes its meaning or goes away. */
  readonly version: 1;
  readonly study: { readonly name: string; readonly description: string };
  readonly seed: string;
  /** Of each cell. */
  readonly replications: number;
  readonly cells: { readonly planned: number; readonly finished: number };
  /** The sweep was interrupted. */
  readonly partial: boolean;
  /** Command that makes the very same sweep again. */
  readonly replay: string;
  readonly parameters: readonly SweptParameter[];
  /** In words, in the order of the study. */
  readonly strategies: readonly string[];
  readonly seeds: readonly string[];
  /** What each cell has a value of, in their order. */
  readonly measures: readonly SweptMeasure[];
  /** The cells that are finished, in the order of the study. */
  readonly results: readonly CellResult[];
  /** One a measure. */
  readonly summaries: readonly MeasureSummary[];
}

export interface SweptParameter {
  readonly name: string;
  /** Where in the scenario. */
  readonly paths: readonly string[];
  /** Whether every value is a number; otherwise results give them as texts. */
  readonly numeric: boolean;
}

export interface SweptMeasure {
  readonly measure: string;
  readonly phase: string;
  readonly unit: MeasureUnit;
}

export interface CellResult {
  /** 32 hexadecimal digits that stand for everything that decides the result. */
  readonly cell: string;
  /** In the order of the parameters; null where the study has null. */
  readonly parameters: readonly (number | string | null)[];
  readonly strategy: string;
  readonly seed: string;
  /** Of all its replications. */
  readonly requests: number;
  /** In the order of the measures; null where nothing was measured. */
  readonly values: readonly (number | null)[];
}

/** A measure under each strategy, at points or groups of points. */
export interface MeasureSummary {
  readonly rows: readonly SummaryRow[];
  /** A row stands for several points: those of one value, or of neighbouring values, of the first numeric parameter. */
  readonly pooled: boolean;
  /** Points that have no row, because there are too many and no number to pool them by. */
  readonly leftOut: number;
  /** Against the first parameter whose values are numbers, or quantities; null without one. */
  readonly curve: MeasureCurve | null;
}

export interface SummaryRow {
  /** "load=40/s": the point, or what the points of the group have in common. */
  readonly label: string;
  /** In the order of the strategies. */
  readonly strategies: readonly SpreadValue[];
}

export interface SpreadValue {
  /** Of the means of the seeds; null when no cell has a value. */
  readonly mean: number | null;
  /** Standard deviation between the seeds; null with fewer than two. */
  readonly spread: number | null;
}

export interface MeasureCurve {
  readonly parameter: string;
  /** Ascending. */
  readonly at: readonly CurvePlace[];
  /** One list a strategy, with one mean a place: over the seeds and over all other parameters. */
  readonly strategies: readonly (readonly (number | null)[])[];
}

export interface CurvePlace {
  readonly value: number;
  /** As the study has it. */
  readonly label: string;
}
