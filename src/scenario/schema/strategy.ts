import { z } from "zod";
import { type Strategy, strategyNames } from "../../routing/strategy.ts";
import { didYouMean } from "../nearestName.ts";
import { quote } from "../quote.ts";
import { positiveDuration } from "./duration.ts";
import { expecting } from "./expecting.ts";
import { numberWithin, wholeNumber } from "./number.ts";

/** Strategies without parameters; an object may name them too. */
const plainNames = strategyNames.filter(
  (name) => name !== "least-request" && name !== "peak-ewma" && name !== "prequal",
);

const choices = wholeNumber("Replicas drawn for every request; 2 unless given.", 1, 1_000_000).exactOptional();

const leastRequest = z.strictObject({
  name: z.literal("least-request").meta({ description: "The emptiest of a few replicas drawn at random." }),
  choices,
});

const peakEwma = z
  .strictObject({
    name: z.literal("peak-ewma").meta({ description: "The cheapest of a few replicas drawn at random, by latency." }),
    choices,
    decay: positiveDuration(
      "Time in which a latency seen is mostly forgotten; 10s unless given.",
      "10s",
    ).exactOptional(),
  })
  .transform(({ decay, ...rest }) => ({ ...rest, ...(decay === undefined ? {} : { decayMs: decay }) }));

const prequal = z
  .strictObject({
    name: z.literal("prequal").meta({ description: "By a pool of probes: the fastest replica that is not hot." }),
    probes: wholeNumber("Replicas probed for every request; 3 unless given.", 1, 1000).exactOptional(),
    pool: wholeNumber("Most probes kept; 16 unless given.", 2, 10_000).exactOptional(),
    hotQuantile: numberWithin(
      "A replica is hot above this quantile of the requests in flight seen lately; 0.84 unless given.",
      0,
      1,
    ).exactOptional(),
    maxAge: positiveDuration("A probe older than this is thrown away; 1s unless given.", "1s").exactOptional(),
    memory: positiveDuration(
      "The latency of an attempt that ended longer ago is forgotten; 10s unless given.",
      "10s",
    ).exactOptional(),
  })
  .transform(({ maxAge, memory, ...rest }) => ({
    ...rest,
    ...(maxAge === undefined ? {} : { maxAgeMs: maxAge }),
    ...(memory === undefined ? {} : { memoryMs: memory }),
  }));

const plain = z
  .strictObject({ name: z.enum(plainNames).meta({ description: "A strategy without parameters." }) })
  .transform(({ name }) => name);

const names = strategyNames.map(quote).join(", ");
const wrong = expecting(`one of ${names}`, (got) =>
  typeof got === "string" ? didYouMean(got, strategyNames) : `: a name, or an object with "name" and parameters`,
);

/** How a router splits the traffic: a name, or an object with the name and parameters. */
export const strategy: z.ZodType<Strategy> = z
  .union([z.enum(strategyNames), z.discriminatedUnion("name", [leastRequest, peakEwma, prequal, plain])], {
    error: wrong,
  })
  .meta({ description: "How the router splits the traffic: a name, or an object with the name and its parameters." });
