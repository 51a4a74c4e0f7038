import type { JsonSchema } from "./jsonSchema.ts";
import { count, described, object, orNull, probability } from "./schemaPieces.ts";

/** Schema of how far a split was from its promise. */
export const distanceSchema: JsonSchema = described(
  "Total variation distance between the observed and the expected split, beside what chance alone gives at this number of picks; null without picks.",
  orNull(
    object({
      observed: probability("Of this run."),
      expected: probability("Of a right router, on average."),
      picks: count("Picks behind both."),
    }),
  ),
);
