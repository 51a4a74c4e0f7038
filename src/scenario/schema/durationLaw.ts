import { z } from "zod";
import type { DurationLaw, ServiceLaw } from "../../fleet/deploymentSpec.ts";
import { duration, positiveDuration } from "./duration.ts";
import { numberWithin } from "./number.ts";

/** Most values of an empirical law. */
export const mostValues = 100_000;

const fixed = z
  .strictObject({
    kind: z.literal("fixed").meta({ description: "Always the same." }),
    value: duration("The duration."),
  })
  .transform(({ kind, value }) => ({ kind, valueMs: value }));

const exponential = z
  .strictObject({
    kind: z.literal("exponential").meta({ description: "Without memory: many short, few long." }),
    mean: positiveDuration("Its mean."),
  })
  .transform(({ kind, mean }) => ({ kind, meanMs: mean }));

const lognormal = z
  .strictObject({
    kind: z.literal("lognormal").meta({ description: "Skewed, as start-up and service times are." }),
    median: positiveDuration("Half of the durations are below it.", "90s"),
    p99: positiveDuration("One in a hundred is above it; longer than the median.", "4m"),
  })
  .refine(({ median, p99 }) => p99 > median, { path: ["p99"], error: "the p99 must be above the median" })
  .transform(({ kind, median, p99 }) => ({ kind, medianMs: median, p99Ms: p99 }));

const shape = "1 is exponential; above it more regular, below it more erratic.";

const gamma = z
  .strictObject({
    kind: z.literal("gamma").meta({ description: "A gamma law." }),
    mean: positiveDuration("Its mean."),
    shape: numberWithin(shape, 0.01, 1000),
  })
  .transform(({ kind, mean, shape }) => ({ kind, meanMs: mean, shape }));

const weibull = z
  .strictObject({
    kind: z.literal("weibull").meta({ description: "A Weibull law." }),
    mean: positiveDuration("Its mean."),
    shape: numberWithin(shape, 0.1, 1000),
  })
  .transform(({ kind, mean, shape }) => ({ kind, meanMs: mean, shape }));

const empirical = z
  .strictObject({
    kind: z.literal("empirical").meta({ description: "Any of the values, each as likely as the others." }),
    values: z
      .array(duration("One value."))
      .min(1)
      .max(mostValues)
      .meta({ description: "The values, doubles welcome." }),
  })
  .transform(({ kind, values }) => ({ kind, valuesMs: values }));

const durationLaws = z
  .discriminatedUnion("kind", [fixed, exponential, lognormal, gamma, weibull, empirical])
  .meta({ id: "durationLaw", description: "The law of a random duration." });

/** A field that holds the law of a random duration. */
export function durationLaw(description: string): z.ZodType<DurationLaw> {
  return durationLaws.meta({ description });
}

/** A field that holds the law of a service time. */
export function serviceLaw(description: string): z.ZodType<ServiceLaw> {
  return z.discriminatedUnion("kind", [fixed, exponential, lognormal]).meta({ description });
}
