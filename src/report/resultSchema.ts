import { claimSchema, verdictSchema } from "./claimSchema.ts";
import { distanceSchema } from "./distanceSchema.ts";
import type { JsonSchema } from "./jsonSchema.ts";
import { count, described, interval, list, ms, names, object, orNull, probability, text } from "./schemaPieces.ts";

const spread = (description: string): JsonSchema =>
  described(
    `${description} Smallest, middle and largest over the replications; null where none has a value.`,
    orNull(object({ min: { type: "number" }, median: { type: "number" }, max: { type: "number" } })),
  );

const quantiles = (description: string): JsonSchema =>
  described(
    description,
    orNull(
      object({
        count: count("Requests measured."),
        mean: ms("Mean."),
        min: ms("Smallest."),
        p50: ms("Median."),
        p95: ms("95 % are at most this."),
        p99: ms("99 % are at most this."),
        p999: ms("99.9 % are at most this."),
        max: ms("Largest."),
      }),
    ),
  );

const latency = described(
  "Of served requests; null where nothing was recorded.",
  object({
    waiting: quantiles("From the planned arrival until service began."),
    service: quantiles("From the begin of service until its end."),
    response: quantiles("From the planned arrival until the end."),
    ttft: quantiles("From the planned arrival until the first token; only where replicas model tokens."),
  }),
);

const outcomes = described(
  "Requests by outcome.",
  object({
    served: count("Answered."),
    rejected: count("Refused by a full queue."),
    timedOut: count("Given up by the client."),
    failed: count("Ended by an error or a dead replica."),
    unroutable: count("No deployment had weight and a ready replica."),
  }),
);

const sizes = {
  requests: count("Requests; of a deployment those whose last attempt it took."),
  promptTokens: count("Tokens of their prompts."),
  outputTokens: count("Tokens of their answers."),
};

const deployment = object({
  name: text("Deployment."),
  ...sizes,
  picks: count("First picks by the router: the numbers of the split."),
  expectedShare: orNull(
    probability("Mean share by the routing tables in force, over the decisions; null without decisions."),
  ),
  observedShare: orNull(probability("Share of the picks; null without picks.")),
  interval: interval(
    "Clopper-Pearson interval of the observed share, at 99.9 % for all deployments of the phase together.",
  ),
  detectableShift: orNull(probability("Smallest true departure that a check at the default error rates would catch.")),
  outcomes,
  latency,
});

const phase = object({
  name: text('"start", or the ids of the changes that begin the phase joined by " + "; "total" for the whole run.'),
  fromMs: ms("Begin of the phase."),
  toMs: ms("End of the phase, not part of it."),
  ...sizes,
  outcomes,
  deployments: list(deployment, "One for each deployment of the scenario, in its order."),
  distance: distanceSchema,
  latency,
});

const convergence = described(
  "How the split followed the change; times are after it. Absent for a change that does not touch the split.",
  object({
    firstDecisionMs: spread("First decision by a routing table made after the change."),
    lastOldDecisionMs: spread("Last decision by an older routing table; 0 when there was none."),
    settledMs: spread("Until the routing table agreed with the desired replicas within the margin, for good."),
    unsettled: count("Replications in which it did not settle."),
  }),
);

const change = object(
  {
    id: text("Id of the change in the timeline."),
    atMs: ms("When it happened."),
    label: text("The change in words."),
    convergence,
  },
  ["convergence"],
);

const check = claimSchema(["conforms", "split", "converges", "no-loss", "threshold", "headroom"]);

const shareSeries = list(orNull(probability("")), "A value a bin; null where the bin has no pick.");

const series = object({
  binMs: ms("Width of a bin."),
  deployments: list(
    object({ name: text("Deployment."), observed: shareSeries, expected: shareSeries }),
    "Shares over time, over all replications.",
  ),
});

/**
 * JSON Schema (draft 2020-12) of what `shuntyard run --json` prints. Its order of properties is the order of the keys.
 * Numbers that are not finite are written as ±1.7976931348623157e308, the largest that JSON readers agree on.
 */
export const resultSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Result of a Shuntyard run",
  description:
    "The same scenario and seed give the same bytes, whatever the machine and the number of workers. A reader should refuse a version it does not know.",
  ...object({
    format: { const: "shuntyard-result" },
    version: { const: 1, description: "Raised when a field changes its meaning or goes away." },
    scenario: object({
      name: text("Name of the scenario."),
      description: text("What happens in it; may be empty."),
      durationMs: ms("How long traffic arrives."),
      router: text("Id of the router."),
      mustFail: names("Ids of the checks that must fail for the scenario to be as its description says."),
    }),
    strategy: text("Strategy of the router."),
    seed: text("1 to 32 hexadecimal digits."),
    replications: object({ planned: count("Asked for."), finished: count("In these numbers.") }),
    partial: { type: "boolean", description: "The run was cut short." },
    replay: text("The command that plays the very same run again."),
    verdict: described("The worst of the checks.", verdictSchema),
    asIntended: { type: "boolean", description: "The checks that failed are exactly those that must." },
    deployments: names("Deployments of the scenario, in its order."),
    changes: list(change, "The timeline, in order of time."),
    phases: list(phase, "The intervals between the changes."),
    total: described("The whole run as one phase.", phase),
    series,
    checks: list(check, "In the order of the scenario."),
    notes: names("Things a reader must know, in sentences."),
  }),
};
