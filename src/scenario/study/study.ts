import type { Strategy } from "../../routing/strategy.ts";
import type { Measure } from "../checks/parseMeasure.ts";
import type { Position } from "../json/jsonDocument.ts";
import type { JsonPath } from "../json/jsonPath.ts";
import type { Mistake } from "../mistake.ts";

/**
 * A checked study: one scenario, played in cells that differ by the values of parameters, by strategy and by seed. What
 * the scenario says with these values in it is for whoever puts them in to check.
 */
export interface Study {
  readonly description: string;
  readonly scenario: StudiedScenario;
  /** No doubles; undefined: the scenario's own. */
  readonly strategies: readonly Strategy[] | undefined;
  readonly parameters: readonly StudyParameter[];
  readonly design: StudyDesign;
  /** Spelled as `parseSeed` does, no doubles; or how many are to be drawn from `seed`, the first being `seed` itself. */
  readonly seeds: number | readonly string[];
  readonly seed: string;
  /** Of each cell, pooled; integer >= 1. */
  readonly replications: number;
  /** At least one, no doubles. */
  readonly measures: readonly Measure[];
  /** Names as `compare` knows them, or "all"; at least one, no doubles. */
  readonly phases: readonly string[];
  /** Where something stands in the text of the study, for mistakes that are found later. */
  readonly locate: (path: JsonPath) => Position;
}

/** The scenario of a study before any value is put in. */
export interface StudiedScenario {
  /** Of its file, or of the study that holds it, as messages show it. */
  readonly path: string;
  readonly inline: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Text of a file that the scenario names; undefined when it cannot be read. */
  readonly readText: (relativePath: string) => string | undefined;
  /** What is wrong with it as it is written: told when no parameter mends it. */
  readonly mistakes: readonly Mistake[];
}

export interface StudyParameter {
  readonly name: string;
  /** Places in the scenario that all get the same value; at least one. */
  readonly paths: readonly JsonPath[];
  readonly values: ParameterValues;
}

export type ParameterValues =
  /** JSON values, at least one. */
  { readonly kind: "list"; readonly list: readonly unknown[] } | ({ readonly kind: "range" } & ValueRange);

/** Numbers from `from` up to, unless they are integers, but without `to`. */
export interface ValueRange {
  readonly from: number;
  /** Above `from`. */
  readonly to: number;
  /** Makes a text of the number: "/s" makes 40 "40/s". */
  readonly unit: string | undefined;
  readonly integer: boolean;
}

export type StudyDesign =
  /** Every value of each parameter with every value of the others; the last parameter changes fastest. */
  | { readonly kind: "grid" }
  /** The i-th value of each together. */
  | { readonly kind: "list" }
  | { readonly kind: "latin-hypercube"; readonly points: number };

/** Where a study comes from, and how the files it names are read. */
export interface StudySource {
  /** Path of the file, as messages show it. */
  readonly path: string;
  /** Text of a file by its path relative to the folder of the study; undefined when it cannot be read. */
  readonly readText: (relativePath: string) => string | undefined;
}
