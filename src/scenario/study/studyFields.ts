import { z } from "zod";
import type { Strategy } from "../../routing/strategy.ts";
import { didYouMean } from "../nearestName.ts";
import { expecting } from "../schema/expecting.ts";
import { label, prose, textUpTo } from "../schema/name.ts";
import { wholeNumber } from "../schema/number.ts";
import { scenarioFields } from "../schema/scenarioFields.ts";
import { strategy } from "../schema/strategy.ts";

/** A parameter as it is written. */
export interface WrittenParameter {
  readonly name: string;
  readonly path: string | readonly string[];
  readonly values?: readonly unknown[];
  readonly range?: { readonly from: number; readonly to: number; readonly unit?: string; readonly integer?: boolean };
}

export type WrittenDesign = "grid" | "list" | { readonly latinHypercube: number };

/** Every field that a study may have: the one source of the validator and of the published JSON Schema. */
export interface StudyFields {
  readonly $schema: z.ZodExactOptional<z.ZodType<string>>;
  readonly version: z.ZodType<1>;
  readonly description: z.ZodPrefault<z.ZodType<string>>;
  readonly scenario: z.ZodType<string | Readonly<Record<string, unknown>>>;
  readonly strategies: z.ZodExactOptional<z.ZodType<readonly Strategy[]>>;
  readonly parameters: z.ZodPrefault<z.ZodType<readonly WrittenParameter[]>>;
  readonly design: z.ZodPrefault<z.ZodType<WrittenDesign>>;
  readonly seeds: z.ZodPrefault<z.ZodType<number | readonly string[]>>;
  readonly seed: z.ZodExactOptional<z.ZodType<string>>;
  readonly replications: z.ZodPrefault<z.ZodType<number>>;
  readonly measures: z.ZodType<readonly string[]>;
  readonly phases: z.ZodPrefault<z.ZodType<readonly string[]>>;
}

/** Cells that a study may have. */
export const mostCells = 100_000;
export const mostParameters = 32;
const mostEntries = 1000;

const finite = z.number({ error: expecting("a number") });

const range = z
  .strictObject({
    from: finite.meta({ description: "The least value." }),
    to: finite.meta({ description: "Above every value; the greatest itself where they are integers." }),
    unit: textUpTo('Written behind the number, which makes it a text: "/s" makes 40 "40/s".', 10).exactOptional(),
    integer: z.boolean().meta({ description: "Only whole numbers." }).exactOptional(),
  })
  .meta({ description: "Numbers to draw from; only with the design latinHypercube." });

const onePath = textUpTo('Place in the scenario: "traffic.arrivals.rate", "timeline[0].at".', 1000);

export const parameter: z.ZodType<WrittenParameter> = z
  .strictObject({
    name: label("Name of the parameter, and of its column in the results."),
    path: z
      .union([onePath, z.array(onePath).min(1).max(mostEntries)], {
        error: expecting('a path such as "traffic.arrivals.rate", or a list of them'),
      })
      .meta({
        description: "Where in the scenario its value goes: one place, or several that all get the same value.",
      }),
    values: z
      .array(z.unknown())
      .min(1)
      .max(mostCells)
      .meta({ description: "The JSON values that it takes." })
      .exactOptional(),
    range: range.exactOptional(),
  })
  .meta({ id: "parameter", description: "Something that differs between cells: `values`, or a `range`." });

const designWords = '"grid", "list" or an object such as { "latinHypercube": 50 }';

const seedText = z
  .string({ error: expecting("1 to 32 hexadecimal digits") })
  .regex(/^[0-9A-Fa-f]{1,32}$/, { error: expecting("1 to 32 hexadecimal digits") });

export const studyFields: StudyFields = {
  $schema: scenarioFields.$schema,
  version: z.literal(1).meta({ description: "Version of the study language." }),
  description: prose("What the study is to find out.").prefault(""),
  scenario: z
    .union([textUpTo("Path of a scenario file.", 2000), z.record(z.string(), z.unknown())], {
      error: expecting("the path of a scenario file, counted from the folder of the study, or a scenario itself"),
    })
    .meta({
      description: "The scenario that is played: the path of its file, from the folder of the study, or itself.",
    }),
  strategies: z
    .array(strategy)
    .min(1)
    .max(mostEntries)
    .meta({ description: "Each is played on the same traffic; the scenario's own unless given." })
    .exactOptional(),
  parameters: z
    .array(parameter)
    .max(mostParameters)
    .meta({ description: "What differs between cells beside strategy and seed." })
    .prefault([]),
  design: z
    .union(
      [z.enum(["grid", "list"]), z.strictObject({ latinHypercube: wholeNumber("Points to draw.", 1, mostCells) })],
      { error: expecting(designWords, (got) => (typeof got === "string" ? didYouMean(got, ["grid", "list"]) : "")) },
    )
    .meta({
      description:
        "Which values meet: every combination (grid, unless given), the i-th of each (list), or points drawn so that each parameter is covered evenly.",
    })
    .prefault("grid"),
  seeds: z
    .union([wholeNumber("Seeds to draw from `seed`.", 1, mostCells), z.array(seedText).min(1).max(mostCells)], {
      error: expecting("a number of seeds from 1 to 100000, or a list of seeds of 1 to 32 hexadecimal digits"),
    })
    .meta({
      description: "Seeds that every point is played with: how many (1 unless given; the first is `seed`), or a list.",
    })
    .prefault(1),
  seed: seedText
    .meta({ description: "From which seeds and points are drawn; the scenario's own unless given." })
    .exactOptional(),
  replications: wholeNumber("Independent replications of each cell, pooled into one.", 1, 100_000).prefault(1),
  measures: z
    .array(textUpTo('METRIC:STATISTIC, such as "response:p95" or "errors:rate".', 200))
    .min(1)
    .max(mostEntries)
    .meta({ description: 'What is measured in each cell: METRIC:STATISTIC, such as "response:p95".' }),
  phases: z
    .array(textUpTo('"total", "all", or the name of a phase.', 1000))
    .min(1)
    .max(mostEntries)
    .meta({ description: "Where it is measured: total (unless given), all, or names of phases as reports show them." })
    .prefault(["total"]),
};
