import { z } from "zod";
import { deploymentName } from "./deployment.ts";
import { duration, positiveDuration } from "./duration.ts";
import { expectedShare } from "./expectedShare.ts";
import { expecting } from "./expecting.ts";
import { label, prose } from "./name.ts";
import { positiveNumber } from "./number.ts";
import { margin, reserve } from "./share.ts";

/** A check as it is written; durations in milliseconds, shares and margins as fractions. */
export type WrittenCheck = { readonly id?: string } & WrittenClaim;

interface WrittenWindow {
  readonly from?: number;
  readonly to?: number;
}

export type WrittenClaim =
  | ({ readonly kind: "conforms"; readonly flake: number; readonly miss: number } & WrittenWindow)
  | ({
      readonly kind: "split";
      readonly expect: Readonly<Record<string, number | string>>;
      readonly margin: number;
      readonly flake: number;
      readonly miss: number;
    } & WrittenWindow)
  | {
      readonly kind: "converges";
      readonly after: string;
      readonly within: number;
      readonly margin: number;
      readonly flake: number;
    }
  | ({ readonly kind: "no-loss" } & WrittenWindow)
  | ({ readonly kind: "threshold"; readonly metric: string; readonly is: string } & WrittenWindow)
  | ({ readonly kind: "headroom"; readonly reserve: number } & WrittenWindow);

const named = {
  id: label("Name of the check; its kind, numbered from the second on, unless given.").exactOptional(),
  description: prose("For people; the run does not look at it.").exactOptional(),
};

const window = {
  from: duration("Start of the window; of the run unless given.", "10m").exactOptional(),
  to: duration("End of the window, which no longer belongs to it; of the run unless given.", "12m").exactOptional(),
};

const flake = positiveNumber("Largest probability of failing a right router (false alarm).", 0.5).prefault(1e-9);
const miss = positiveNumber("Largest probability of passing a router that is off by the margin.", 0.5).prefault(1e-6);
const splitMargin = margin("Smallest departure of a share that matters, in percentage points.").prefault("1pp");

const text = (description: string, example: string): z.ZodType<string> => {
  const error = expecting(`a text such as ${JSON.stringify(example)}`);
  return z
    .string({ error })
    .max(200, { error })
    .meta({ description, examples: [example] });
};

/** One check: a claim to be judged. */
export const check: z.ZodType<WrittenCheck> = z
  .discriminatedUnion("kind", [
    z.strictObject({
      ...named,
      kind: z.literal("conforms").meta({
        description: "In every phase the picks agree with the routing table in force: the selector is right.",
      }),
      ...window,
      flake,
      miss,
    }),
    z.strictObject({
      ...named,
      kind: z
        .literal("split")
        .meta({ description: "In the window the traffic is split as intended: the plan is right." }),
      ...window,
      expect: z.record(deploymentName, expectedShare).meta({
        description:
          'Replica counts ({"a": 4, "b": 1}) or shares ({"a": "80%", "b": "20%"}); a deployment not named expects nothing.',
      }),
      margin: splitMargin,
      flake,
      miss,
    }),
    z.strictObject({
      ...named,
      kind: z.literal("converges").meta({ description: "After a change the split settles in time, and for good." }),
      after: label("Id of the change."),
      within: positiveDuration("Longest time it may take.", "5m"),
      margin: splitMargin,
      flake,
    }),
    z.strictObject({
      ...named,
      kind: z.literal("no-loss").meta({
        description:
          "Nothing is lost, answered twice, or sent to a deployment that is removed, unready or of weight zero.",
      }),
      ...window,
    }),
    z.strictObject({
      ...named,
      kind: z.literal("threshold").meta({ description: "A number stays on one side of a limit." }),
      ...window,
      metric: text(
        "waiting, service, response, ttft, requests or errors; of one deployment with {deployment:its-name}.",
        "ttft{deployment:new-deployment}",
      ),
      is: text(
        "p(95), avg, min, med or max of a latency against a duration; count or rate of requests; rate of errors against a share.",
        "p(95)<500ms",
      ),
    }),
    z.strictObject({
      ...named,
      kind: z
        .literal("headroom")
        .meta({ description: "The capacity of every routed deployment stays above its demand." }),
      ...window,
      reserve: reserve('By how much at least: "20%" is a fifth more than the demand.').prefault("0%"),
    }),
  ])
  .meta({ description: "A claim to be judged." });
