import { z } from "zod";
import type { ReplicaSpec } from "../../fleet/deploymentSpec.ts";
import { type ReplicaProfile, replicaProfiles } from "../../fleet/replicaProfiles.ts";
import { duration } from "./duration.ts";
import { serviceLaw } from "./durationLaw.ts";
import { expecting } from "./expecting.ts";
import { wholeNumber } from "./number.ts";

const slotQueue = 100;
const batchingQueue = 1000;

const queue = (usual: number): z.ZodType<number> =>
  wholeNumber(
    `Requests that may wait, per replica; beyond it requests are rejected. ${usual} unless given.`,
    0,
    1_000_000,
  );

const maxRunning = wholeNumber("Most sequences that run at once.", 1, 100_000);
const tokenBudget = wholeNumber("Most prompt tokens that one step prefills.", 1, 10_000_000);
const kvTokens = wholeNumber(
  "Tokens that fit into the KV cache; a request is admitted when its prompt and answer fit.",
  1,
  1e9,
);

const profiled = z
  .strictObject({
    profile: z
      .enum(Object.keys(replicaProfiles))
      .meta({ description: "A model on its hardware, with measured step times." }),
    queue: queue(batchingQueue).exactOptional(),
    maxRunning: maxRunning.exactOptional(),
    tokenBudget: tokenBudget.exactOptional(),
    kvTokens: kvTokens.exactOptional(),
  })
  .transform(({ profile, queue = batchingQueue, ...own }, context): ReplicaSpec => {
    const costs: ReplicaProfile | undefined = replicaProfiles[profile];
    if (costs === undefined) {
      context.issues.push({ code: "custom", input: profile, message: "there is no such profile" });
      return z.NEVER;
    }
    return { kind: "batching", profile, ...costs, ...own, queue };
  });

const slots = z
  .strictObject({
    slots: wholeNumber("Requests that are served at once.", 1, 100_000),
    queue: queue(slotQueue).exactOptional(),
    service: serviceLaw("How long one request takes."),
  })
  .transform(({ slots, queue = slotQueue, service }): ReplicaSpec => ({ kind: "slots", slots, queue, service }));

const batching = z
  .strictObject({
    batching: z
      .strictObject({
        base: duration("Of every step.", "29.86ms"),
        prefillBase: duration("Added to a step that prefills anything. 0s unless given.", "0s").exactOptional(),
        perPrefillToken: duration("For each prompt token prefilled in the step.", "0.0908ms"),
        perSequence: duration("For each running sequence.", "0.307ms"),
        perKvToken: duration("For each KV token resident. 0s unless given.", "0s").exactOptional(),
        maxRunning,
        tokenBudget,
        kvTokens,
      })
      .meta({ description: "Continuous batching: what one step costs, and how much fits." }),
    queue: queue(batchingQueue).exactOptional(),
  })
  .transform(({ batching, queue = batchingQueue }): ReplicaSpec => {
    const { base, prefillBase = 0, perPrefillToken, perSequence, perKvToken = 0, ...room } = batching;
    return {
      kind: "batching",
      profile: "custom",
      baseMs: base,
      prefillBaseMs: prefillBase,
      perPrefillTokenMs: perPrefillToken,
      perSequenceMs: perSequence,
      perKvTokenMs: perKvToken,
      ...room,
      queue,
    };
  });

/** One replica of a deployment, in one of three shapes. */
export const replica: z.ZodType<ReplicaSpec> = z
  .union([profiled, slots, batching], {
    error: expecting(
      'one of three shapes: "profile" with a name, "slots" with "service", or "batching" with step costs',
    ),
  })
  .meta({
    id: "replica",
    description:
      'What a replica is: a "profile" by name, "slots" with a "service" time, or "batching" with your own step costs.',
  });
