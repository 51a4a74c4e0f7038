import { claimSchema, verdictSchema } from "./claimSchema.ts";
import { distanceSchema } from "./distanceSchema.ts";
import type { JsonSchema } from "./jsonSchema.ts";
import { count, described, interval, list, names, object, orNull, probability, text } from "./schemaPieces.ts";

const instant = (description: string): JsonSchema => ({
  type: "number",
  description: `${description} Milliseconds since the time that the source calls 0.`,
});

const counts = list(count(""), "Requests by deployment, in their order.");

const deployment = object({
  name: text("Deployment."),
  picks: count("Its requests."),
  expected: orNull(probability("Mean promised share, over the requests; null without requests.")),
  observed: orNull(probability("Share of the requests; null without requests.")),
  interval: interval("Clopper-Pearson interval of the observed share, at 99.9 % for all deployments together."),
});

const window = object({
  fromMs: instant("Begin of the window."),
  counts,
  distance: probability("Total variation distance from the promise."),
  expectedDistance: probability("What chance alone gives."),
});

const phase = object({
  name: text("Name of the phase."),
  fromMs: orNull(instant("Begin of the phase; null for a promise without beginning.")),
  toMs: orNull(instant("End of the phase, not part of it; null for a promise without end.")),
  picks: count("Requests in the phase."),
  counts,
  shares: list(probability(""), "Promised share by deployment, in their order."),
  detectableShift: orNull(
    probability("Smallest departure of any share that these requests would have caught; null when none."),
  ),
  picksMissing: count("Requests still missing to tell a split that is off by the margin."),
  windows: list(window, "Windows of time in the phase, where the check was asked for them."),
});

const sequence = described(
  "What the order of the requests looks like; null where it is not known or there were none.",
  orNull(
    object({
      scatter: described(
        "How the counts in windows of so many requests scatter; null before the first full window.",
        orNull(
          object({
            ratio: { type: "number", minimum: 0, description: "Their variance over what chance has." },
            window: count("Requests in a window."),
          }),
        ),
      ),
      log10E: orNull({ type: "number", description: "log10 of the e-value against independent draws." }),
      looks: { enum: ["independent", "drifting", "too-regular", "clumped", "patterned", "copied", "unclear"] },
    }),
  ),
);

const namedCount = object({
  name: text("Name or reason."),
  count: count("Requests."),
  first: text('Where the first one was: "line 17".'),
});

/**
 * JSON Schema (draft 2020-12) of what `shuntyard check --json` prints. Its order of properties is the order of the keys.
 * Numbers that are not finite are written as ±1.7976931348623157e308, the largest that JSON readers agree on.
 */
export const checkReportSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Report of a Shuntyard check",
  description:
    "For a selector or a module the same seed gives the same bytes, whatever the machine and the number of workers. A reader should refuse a version it does not know.",
  ...object({
    format: { const: "shuntyard-check" },
    version: { const: 1, description: "Raised when a field changes its meaning or goes away." },
    source: described("Where the requests come from.", { enum: ["selector", "module", "counts", "log", "endpoint"] }),
    subject: text("What was checked, in words."),
    order: described("What was promised about the order.", { enum: ["independent", "smooth", "any"] }),
    seed: orNull(text("1 to 32 hexadecimal digits; null for picks that were made elsewhere.")),
    replay: text("The command that does the very same check again."),
    verdict: described("The worst of the claims.", verdictSchema),
    partial: { type: "boolean", description: "The check was cut short." },
    requests: count("Requests that were attributed to a promised deployment, and so are judged."),
    instances: count("Selectors that made the picks, each a sequence of its own."),
    falseAlarmRate: probability("Largest probability of failing a right router, all claims together."),
    missRate: probability("Largest probability of passing a split that is off by the margin."),
    deployments: list(deployment, "The promised deployments, over all phases."),
    phases: list(phase, "In the order of time; one for a promise that does not change."),
    distance: distanceSchema,
    sequence,
    strangers: list(namedCount, "Deployments that nobody promised, most requests first."),
    unattributed: list(namedCount, "Reasons why requests could not be attributed, most requests first."),
    claims: list(
      claimSchema(["source", "answers", "destinations", "attribution", "split", "order"]),
      "What was judged.",
    ),
    notes: names("Things a reader must know, in sentences."),
  }),
};
