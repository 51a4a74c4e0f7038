import type { JsonSchema } from "./jsonSchema.ts";
import { count, described, interval, list, object, orNull, probability, text } from "./schemaPieces.ts";

/** Schema of a verdict. */
export const verdictSchema: JsonSchema = { enum: ["pass", "fail", "inconclusive", "error"] };

const evidence = described(
  "The numbers behind the verdict; absent where the claim is not statistical.",
  object({
    n: count("Picks or requests judged."),
    shares: list(
      object({
        deployment: text("Deployment."),
        picks: count("Its picks."),
        expected: probability("Share claimed."),
        observed: orNull(probability("Share found; null without picks.")),
        interval: interval("Interval of the observed share."),
      }),
      "Where the claim is about shares.",
    ),
    margin: orNull(probability("Largest departure that the claim allows.")),
    falseAlarmRate: orNull(probability("Largest probability of failing a right router.")),
    detectableShift: orNull(probability("Smallest departure that this run would have caught.")),
    log10P: orNull({ type: "number", description: "log10 of the smallest p-value after correction." }),
    log10E: orNull({ type: "number", description: "log10 of the e-value; rejects at -log10 of the false-alarm rate." }),
    picksMissing: orNull(count("More picks that an inconclusive check would need.")),
  }),
);

/** Schema of a claim with the judge's word on it, of one of these kinds. */
export function claimSchema(kinds: readonly string[]): JsonSchema {
  return object(
    {
      id: text("Id of the check."),
      kind: { enum: kinds },
      verdict: verdictSchema,
      claim: text("The claim in words."),
      finding: text("What was found, where, and what to do when it is not a pass."),
      evidence,
    },
    ["evidence"],
  );
}
