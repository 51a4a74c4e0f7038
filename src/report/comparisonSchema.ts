import { verdictSchema } from "./claimSchema.ts";
import type { JsonSchema } from "./jsonSchema.ts";
import { count, described, list, ms, names, object, orNull, probability, text } from "./schemaPieces.ts";

const number = (description: string): JsonSchema => ({ type: "number", description });

const range = (description: string): JsonSchema => ({
  description,
  type: "array",
  prefixItems: [{ type: "number" }, { type: "number" }],
  minItems: 2,
  items: false,
});

const standing = described(
  "Against the best of the other strategies; null where smaller is not better or there is nothing to compare.",
  orNull(
    object({
      worseBy: range("Simultaneous interval of how much worse than the best other one it is, drawn in to 0."),
      mayBeBest: { type: "boolean", description: "No other one is better for sure." },
      withinDelta: orNull({
        type: "boolean",
        description: "Within delta of the best for sure; null where none was asked.",
      }),
    }),
  ),
);

const strategy = object({
  strategy: text("Strategy."),
  values: list(orNull(number("")), "One a replication; null where nothing was measured."),
  mean: orNull(number("Over the replications compared.")),
  interval: orNull(range("Of the mean; null with fewer than two replications.")),
  standing,
});

const pair = object({
  first: text("Strategy."),
  second: text("Strategy."),
  difference: number("Mean of first minus second."),
  interval: range("Of the difference, simultaneous with all others."),
  correlation: orNull(number("Of the pairs of values; null where one never varies.")),
});

const measure = object({
  measure: text('As it was asked for: "response:p95".'),
  phase: text('Phase of the scenario; "total" for the whole run.'),
  unit: { enum: ["ms", "share", "requests", "requests/s"] },
  better: described("Null where neither is better.", orNull({ enum: ["smaller"] })),
  replications: count("In which every strategy has a value: only those are compared."),
  strategies: list(strategy, "In the order of the strategies."),
  pairs: list(pair, "Every strategy with every later one."),
});

const change = object({
  strategy: text("Strategy."),
  measure: text("Measure."),
  phase: text("Phase."),
  before: number("Mean in the baseline."),
  now: number("Mean now."),
  interval: range("Of now minus before, simultaneous with all other changes."),
  verdict: { enum: ["worse", "better", "same"] },
});

/** JSON Schema (draft 2020-12) of what `shuntyard compare --json` prints. Its order of properties is that of the keys. */
export const comparisonSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Result of a Shuntyard comparison",
  description:
    "Strategies on identical traffic. The same scenario, seed and strategies give the same bytes. A reader should refuse a version it does not know.",
  ...object({
    format: { const: "shuntyard-comparison" },
    version: { const: 1, description: "Raised when a field changes its meaning or goes away." },
    scenario: object({
      name: text("Name of the scenario."),
      description: text("What happens in it; may be empty."),
      durationMs: ms("How long traffic arrives."),
    }),
    seed: text("1 to 32 hexadecimal digits."),
    replications: object({ planned: count("Asked for."), finished: count("Under every strategy.") }),
    partial: { type: "boolean", description: "The comparison was cut short." },
    replay: text("The command that makes the very same comparison again."),
    confidence: probability("Probability that all intervals hold at once, at least."),
    delta: orNull(number("A strategy worse by at most this part of the best mean is good enough; null: not asked.")),
    strategies: names("In the order they were asked for."),
    measures: list(measure, "Each measure in each phase."),
    verdict: described("fail when something got worse since the baseline; pass where there is none.", verdictSchema),
    baseline: described(
      "What changed since the baseline; null where none was given.",
      orNull(
        object({
          paired: { type: "boolean", description: "Then and now share their chance." },
          changes: list(change, "Every strategy and measure that both have."),
        }),
      ),
    ),
    notes: names("Things a reader must know, in sentences."),
  }),
};
