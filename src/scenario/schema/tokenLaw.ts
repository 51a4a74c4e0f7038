import { z } from "zod";
import type { TokenLaw } from "../../traffic/trafficSpec.ts";
import { mostValues } from "./durationLaw.ts";
import { numberWithin, wholeNumber } from "./number.ts";

const mostTokens = 10_000_000;

/** A field that holds the law of a number of tokens, none of them below `least`. */
export function tokenLaw(description: string, least: 0 | 1): z.ZodType<TokenLaw> {
  const fixed = z.strictObject({
    kind: z.literal("fixed").meta({ description: "Always the same." }),
    value: wholeNumber("The number of tokens.", least, mostTokens),
  });
  const empirical = z.strictObject({
    kind: z.literal("empirical").meta({ description: "Any of the values, each as likely as the others." }),
    values: z
      .array(wholeNumber("One value.", least, mostTokens))
      .min(1)
      .max(mostValues)
      .meta({ description: "The values, doubles welcome." }),
  });
  return z.discriminatedUnion("kind", [fixed, geometric, lognormal, empirical]).meta({ description });
}

const geometric = z.strictObject({
  kind: z.literal("geometric").meta({ description: "1, 2, 3, …: at each token the same chance that it is the last." }),
  mean: numberWithin("Its mean.", 1, mostTokens),
});

const lognormal = z
  .strictObject({
    kind: z.literal("lognormal").meta({ description: "Skewed, as prompts are; rounded to whole tokens." }),
    median: numberWithin("Half of the requests have fewer.", 1, mostTokens),
    p99: numberWithin("One request in a hundred has more; above the median.", 1, mostTokens),
  })
  .refine(({ median, p99 }) => p99 > median, { path: ["p99"], error: "the p99 must be above the median" });
