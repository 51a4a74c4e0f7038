import { readFileSync } from "node:fs";
import type { Strategy } from "../../src/routing/strategy.ts";
import { inRepository } from "../house/repository.ts";

/** A study of `scenarios/studies`, as it is written; of the format only what these studies use. */
export interface WrittenStudy {
  readonly description: string;
  readonly scenario: string;
  readonly strategies: readonly Strategy[];
  readonly parameters?: readonly WrittenParameter[];
  readonly design?: "list";
  readonly seed: string;
  readonly seeds: number;
  readonly measures: readonly string[];
  readonly phases: readonly string[];
}

interface WrittenParameter {
  readonly name: string;
  readonly path: string;
  readonly values: readonly (string | number)[];
}

export const studyFolder: string = inRepository("scenarios/studies");

export function readStudy(name: string): WrittenStudy {
  return JSON.parse(readFileSync(`${studyFolder}/${name}.json`, "utf8"));
}

/** The values of the parameters at each point, by name: the i-th of each together, or every combination. */
export function pointsOf({
  parameters = [],
  design,
}: WrittenStudy): readonly Readonly<Record<string, string | number>>[] {
  const [first, ...others] = parameters;
  if (first === undefined) return [{}];
  if (design === "list") {
    return first.values.map((_, i) =>
      Object.fromEntries(parameters.map(({ name, values }) => [name, values[i] ?? ""])),
    );
  }
  return others.reduce(
    (points, { name, values }) => points.flatMap((point) => values.map((value) => ({ ...point, [name]: value }))),
    first.values.map((value): Readonly<Record<string, string | number>> => ({ [first.name]: value })),
  );
}
