import type { JsonSchema } from "./jsonSchema.ts";
import { count, described, list, names, object, orNull, text } from "./schemaPieces.ts";

const number = (description: string): JsonSchema => ({ type: "number", description });

const parameter = object({
  name: text("Name of the parameter."),
  paths: names("Where in the scenario its value goes."),
  numeric: { type: "boolean", description: "Every value is a number; otherwise results give them as texts." },
});

const measure = object({
  measure: text('As the study asks for it: "response:p95".'),
  phase: text('Phase of the scenario; "total" for the whole run.'),
  unit: { enum: ["ms", "share", "requests", "requests/s"] },
});

const columnValue: JsonSchema = { anyOf: [{ type: "number" }, { type: "string" }, { type: "null" }] };

const cell = object({
  cell: text("32 hexadecimal digits that stand for everything that decides the result."),
  parameters: list(columnValue, "In the order of the parameters."),
  strategy: text("Strategy, with the parameters it was given."),
  seed: text("1 to 32 hexadecimal digits."),
  requests: count("Of all replications of the cell."),
  values: list(orNull(number("")), "In the order of the measures; null where nothing was measured."),
});

const spread = object({
  mean: orNull(number("Of the means of the seeds; null when no cell has a value.")),
  spread: orNull(number("Standard deviation between the seeds; null with fewer than two.")),
});

const curve = object({
  parameter: text("The first parameter whose values are numbers or quantities."),
  at: list(
    object({ value: number("As a number: in ms, per second, or a share."), label: text("As the study has it.") }),
    "Ascending.",
  ),
  strategies: list(
    list(orNull(number("")), "Means, one a place."),
    "In the order of the strategies; over the seeds and all other parameters.",
  ),
});

const summary = object({
  rows: list(
    object({
      label: text("The point, or what the points of a group have in common."),
      strategies: list(spread, "In the order of the strategies."),
    }),
    "Points, or groups of neighbouring points where there are many.",
  ),
  pooled: { type: "boolean", description: "A row stands for several points." },
  leftOut: count("Points that have no row."),
  curve: described("Null where no parameter is numeric.", orNull(curve)),
});

/** JSON Schema (draft 2020-12) of what `shuntyard sweep --json` prints. Its order of properties is that of the keys. */
export const sweepSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Result of a Shuntyard sweep",
  description:
    "One scenario in many cells. The same study gives the same bytes, however often the sweep was stopped on the way. A reader should refuse a version it does not know.",
  ...object({
    format: { const: "shuntyard-sweep" },
    version: { const: 1, description: "Raised when a field changes its meaning or goes away." },
    study: object({
      name: text("Name of the study's file, without its ending."),
      description: text("What it is to find out; may be empty."),
    }),
    seed: text("From which seeds and points were drawn: 1 to 32 hexadecimal digits."),
    replications: count("Of each cell, pooled into one."),
    cells: object({ planned: count("Of the study."), finished: count("In `results`.") }),
    partial: { type: "boolean", description: "The sweep was cut short." },
    replay: text("The command that makes the very same sweep again."),
    parameters: list(parameter, "In the order of the study."),
    strategies: names("In words, in the order of the study."),
    seeds: names("That every point was played with."),
    measures: list(measure, "Each measure in each phase."),
    results: list(cell, "The finished cells, in the order of the study."),
    summaries: list(summary, "One a measure, in their order."),
  }),
};
