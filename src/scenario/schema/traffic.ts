import { z } from "zod";
import type { TokenLaw } from "../../traffic/trafficSpec.ts";
import { arrivals, type WrittenArrivals } from "./arrivals.ts";
import { positiveDuration } from "./duration.ts";
import { wholeNumber } from "./number.ts";
import { tokenLaw } from "./tokenLaw.ts";

export interface WrittenTraffic {
  readonly arrivals: WrittenArrivals;
  readonly prompt?: TokenLaw;
  readonly output?: TokenLaw;
  readonly timeout?: number;
  readonly attempts: number;
  readonly sessions?: number;
}

/** The traffic of a scenario. */
export const traffic: z.ZodType<WrittenTraffic> = z
  .strictObject({
    arrivals,
    prompt: tokenLaw(
      "Tokens of a prompt; needed where replicas model tokens, unless a trace carries them.",
      0,
    ).exactOptional(),
    output: tokenLaw(
      "Tokens of an answer; needed where replicas model tokens, unless a trace carries them.",
      1,
    ).exactOptional(),
    timeout: positiveDuration(
      "Longest response time that the client waits for, from the planned arrival; it waits for ever unless given.",
      "30s",
    ).exactOptional(),
    attempts: wholeNumber("Attempts at most for one request, the first included.", 1, 10).prefault(1),
    sessions: wholeNumber(
      "Sessions that the requests belong to, each to any of them; every request is one of its own unless given. Sticky strategies look at it.",
      1,
      1_000_000,
    ).exactOptional(),
  })
  .meta({ description: "The requests: when they arrive, how large they are, how patient the client is." });
