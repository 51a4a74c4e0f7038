import type { JsonSchema } from "./jsonSchema.ts";
import { count, described, list, object, orNull, probability, text } from "./schemaPieces.ts";

const share = object({
  deployment: text("Deployment."),
  share: probability("Promised share."),
  margin: probability("Departure that the check must be able to catch."),
  requests: orNull(
    count("Requests that tell this share from one that is off by the margin; null for a share of 0 or 1."),
  ),
  accepted: {
    description: "Fewest and most requests of the phase's that this deployment may get.",
    type: "array",
    prefixItems: [
      { type: "integer", minimum: 0 },
      { type: "integer", minimum: 0 },
    ],
    minItems: 2,
    items: false,
  },
});

const phase = object({
  name: text("Name of the phase."),
  requests: orNull(count("Requests that the phase takes; null when its split leaves nothing to chance.")),
  shares: list(share, "By deployment, in their order."),
  catches: list(
    object({ shift: probability("Departure of a share."), requests: count("Requests that catch it, wherever it is.") }),
    "Departures of several sizes, at the same error rates.",
  ),
});

/** JSON Schema (draft 2020-12) of what `shuntyard check --plan --json` prints. Its order of properties is that of the keys. */
export const checkPlanSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Plan of a Shuntyard check",
  description: "What a check takes and what it would catch. A reader should refuse a version it does not know.",
  ...object({
    format: { const: "shuntyard-check-plan" },
    version: { const: 1, description: "Raised when a field changes its meaning or goes away." },
    order: described("What is promised about the order.", { enum: ["independent", "smooth", "any"] }),
    falseAlarmRate: probability("Largest probability of failing a right router."),
    missRate: probability("Largest probability of passing a split that is off by the margin."),
    requests: orNull(count("Requests that the whole check takes; null when the split leaves nothing to chance.")),
    rotaCaughtAfter: orNull(
      count("Requests after which smooth round-robin is told from random draws; null where that is not judged."),
    ),
    phases: list(phase, "In the order of time."),
    notes: list({ type: "string" }, "Things a reader must know. Sentences."),
  }),
};
