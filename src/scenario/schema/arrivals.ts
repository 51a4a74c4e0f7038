import { z } from "zod";
import type { ArrivalSpec } from "../../traffic/trafficSpec.ts";
import { positiveDuration } from "./duration.ts";
import { expecting } from "./expecting.ts";
import { numberWithin } from "./number.ts";
import { positiveRate, rate } from "./rate.ts";

/** Arrivals as they are written: of a trace, the name of its file stands for the rows. */
export type WrittenArrivals =
  | Exclude<ArrivalSpec, { readonly kind: "trace" }>
  | { readonly kind: "trace"; readonly file: string; readonly rateScale: number; readonly loop: boolean };

const constant = z
  .strictObject({
    kind: z.literal("constant").meta({ description: "Evenly spaced." }),
    rate: positiveRate("Requests in all."),
  })
  .transform(({ kind, rate }) => ({ kind, ratePerSecond: rate }));

const poisson = z
  .strictObject({
    kind: z.literal("poisson").meta({ description: "At random, as many independent callers make them." }),
    rate: positiveRate("Mean number of requests in all."),
  })
  .transform(({ kind, rate }) => ({ kind, ratePerSecond: rate }));

const stage = z
  .strictObject({
    duration: positiveDuration("Time to reach the target.", "5m"),
    target: rate("Rate at the end of the stage."),
  })
  .transform(({ duration, target }) => ({ durationMs: duration, targetPerSecond: target }));

const staged = z
  .strictObject({
    kind: z
      .literal("staged")
      .meta({ description: "A rate that ramps from stage to stage, as in k6; after the last it stays." }),
    start: rate("Rate at the start of the first stage."),
    stages: z
      .array(stage)
      .min(1)
      .max(1000)
      .meta({ description: "In each, the rate goes in a straight line to its target." }),
    spacing: z
      .enum(["poisson", "even"])
      .meta({ description: "At random at that intensity (poisson), or evenly spaced by it (even)." })
      .prefault("poisson"),
  })
  .transform(({ kind, start, stages, spacing }) => ({ kind, startPerSecond: start, stages, spacing }));

const relativePath = expecting('a path relative to the folder of the scenario, such as "traces/monday.csv"');

const trace = z
  .strictObject({
    kind: z.literal("trace").meta({ description: "As recorded; the trace carries its own prompt and answer sizes." }),
    format: z
      .enum(["azure-llm"])
      .meta({ description: "CSV of the Azure LLM traces: TIMESTAMP, ContextTokens, GeneratedTokens." }),
    file: z
      .string({ error: relativePath })
      .regex(/^(?![/\\]|[A-Za-z]:)[^\0]{1,1000}$/, { error: relativePath })
      .meta({ description: "Path relative to the folder of the scenario." }),
    rateScale: numberWithin("2 plays the trace twice as fast.", 0.000001, 1_000_000).prefault(1),
    loop: z.boolean().meta({ description: "Start again when the trace ends." }).prefault(false),
  })
  .transform(({ kind, file, rateScale, loop }) => ({ kind, file, rateScale, loop }));

/** When requests arrive. */
export const arrivals: z.ZodType<WrittenArrivals> = z
  .discriminatedUnion("kind", [constant, poisson, staged, trace])
  .meta({ id: "arrivals", description: "When requests arrive. Every rate is the total, over all deployments." });
