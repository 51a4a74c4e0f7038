import { z } from "zod";
import type { DurationLaw } from "../../fleet/deploymentSpec.ts";
import type { RouterSpec } from "../../routing/router.ts";
import type { RouterUpdate } from "../scenario.ts";
import { arrivals, type WrittenArrivals } from "./arrivals.ts";
import { deploymentFields, deploymentName, deploymentOf, type WrittenDeployment } from "./deployment.ts";
import { duration, positiveDuration } from "./duration.ts";
import { durationLaw } from "./durationLaw.ts";
import { label, prose } from "./name.ts";
import { numberWithin, positiveNumber, wholeNumber } from "./number.ts";
import { positiveRate } from "./rate.ts";
import { router, routerUpdateFields } from "./router.ts";
import { share } from "./share.ts";

/** A change of the timeline as it is written; durations in milliseconds. */
export type WrittenChange = Timing & WrittenAction;

interface Timing {
  readonly id?: string;
  readonly at?: number;
  readonly after?: string;
  readonly delay?: number;
}

export type WrittenAction =
  | { readonly action: "create-router"; readonly router: RouterSpec }
  | ({ readonly action: "update-router" } & RouterUpdate)
  | { readonly action: "delete-router" }
  | { readonly action: "create-deployment"; readonly deployment: string; readonly spec: WrittenDeployment }
  | { readonly action: "scale"; readonly deployment: string; readonly replicas: number; readonly drain?: number }
  | { readonly action: "update-deployment"; readonly deployment: string; readonly startup: DurationLaw }
  | { readonly action: "weight"; readonly deployment: string; readonly weight: number }
  | { readonly action: "delete-deployment"; readonly deployment: string }
  | { readonly action: "crash"; readonly deployment: string; readonly replicas: number; readonly restart: boolean }
  | { readonly action: "slow"; readonly deployment: string; readonly factor: number; readonly for?: number }
  | { readonly action: "error-rate"; readonly deployment: string; readonly rate: number; readonly for?: number }
  | { readonly action: "black-hole"; readonly deployment: string; readonly for?: number }
  | { readonly action: "startup-failure"; readonly deployment: string; readonly for?: number }
  | { readonly action: "stale-view"; readonly for?: number }
  | { readonly action: "traffic"; readonly rate?: number; readonly arrivals?: WrittenArrivals };

const timing = {
  id: label(
    "Name of the change, for `after`, for checks and in reports; made from the action unless given.",
  ).exactOptional(),
  description: prose("For people; the run does not look at it.").exactOptional(),
  at: duration(
    "When, from the start of the run. Later than or at the same time as the `at` before it.",
    "5m",
  ).exactOptional(),
  after: label("Id of another change: this one comes after it, instead of `at`.").exactOptional(),
  delay: duration("How long after `after`; at once unless given.", "30s").exactOptional(),
};

const lasting = positiveDuration("How long it lasts; to the end of the run unless given.", "2m");

function does<Name extends string>(name: Name, description: string): z.ZodLiteral<Name> {
  return z.literal(name).meta({ description });
}

const createDeployment = z
  .strictObject({
    ...timing,
    ...deploymentFields,
    action: does("create-deployment", "Create a deployment; its replicas start up like any others."),
    deployment: deploymentName,
  })
  .transform(({ id, at, after, delay, action, deployment, ...spec }) => ({
    ...(id === undefined ? {} : { id }),
    ...(at === undefined ? {} : { at }),
    ...(after === undefined ? {} : { after }),
    ...(delay === undefined ? {} : { delay }),
    action,
    deployment,
    spec: deploymentOf(spec),
  }));

/** One change of the timeline. */
export const change: z.ZodType<WrittenChange> = z
  .discriminatedUnion("action", [
    z.strictObject({
      ...timing,
      action: does("create-router", "Create the router again after delete-router."),
      router,
    }),
    z.strictObject({
      ...timing,
      action: does("update-router", "Change the fields of the router that are given, and only those."),
      ...routerUpdateFields,
    }),
    z.strictObject({ ...timing, action: does("delete-router", "Delete the router: nothing can be routed.") }),
    createDeployment,
    z.strictObject({
      ...timing,
      action: does("scale", "Change the desired replicas of a deployment."),
      deployment: deploymentName,
      replicas: wholeNumber("Desired replicas.", 0, 10_000),
      drain: duration(
        "Grace for requests on replicas that go; the deployment's own unless given.",
        "60s",
      ).exactOptional(),
    }),
    z.strictObject({
      ...timing,
      action: does("update-deployment", "Change how long replicas of a deployment take to start."),
      deployment: deploymentName,
      startup: durationLaw("From the request for a replica until it is ready."),
    }),
    z.strictObject({
      ...timing,
      action: does("weight", "Change the weight of each replica of a deployment; 0 takes it out of the traffic."),
      deployment: deploymentName,
      weight: numberWithin("Weight of one replica.", 0, 1e9),
    }),
    z.strictObject({
      ...timing,
      action: does("delete-deployment", "Delete a deployment that no router uses."),
      deployment: deploymentName,
    }),
    z.strictObject({
      ...timing,
      action: does("crash", "Fault: ready replicas die at once, with everything on them."),
      deployment: deploymentName,
      replicas: wholeNumber("How many.", 1, 10_000).prefault(1),
      restart: z.boolean().meta({ description: "Others are started in their place." }).prefault(true),
    }),
    z.strictObject({
      ...timing,
      action: does("slow", "Fault: work takes longer on every replica of a deployment."),
      deployment: deploymentName,
      factor: positiveNumber("2: everything takes twice as long; 1: as usual.", 1000),
      for: lasting.exactOptional(),
    }),
    z.strictObject({
      ...timing,
      action: does("error-rate", "Fault: attempts on a deployment fail at their end."),
      deployment: deploymentName,
      rate: share("Share of the attempts that fail."),
      for: lasting.exactOptional(),
    }),
    z.strictObject({
      ...timing,
      action: does("black-hole", "Fault: requests that reach a deployment are never answered."),
      deployment: deploymentName,
      for: lasting.exactOptional(),
    }),
    z.strictObject({
      ...timing,
      action: does("startup-failure", "Fault: replicas of a deployment that would become ready fail, and start anew."),
      deployment: deploymentName,
      for: lasting.exactOptional(),
    }),
    z.strictObject({
      ...timing,
      action: does("stale-view", "Fault: the router keeps the routing table it has, whatever changes."),
      for: lasting.exactOptional(),
    }),
    z.strictObject({
      ...timing,
      action: does("traffic", "Change the arrivals: either their `rate`, or all of `arrivals`."),
      rate: positiveRate("The new rate, in the same kind of arrivals; constant and poisson have one.").exactOptional(),
      arrivals: arrivals.meta({ description: "The new arrivals, which begin with the change." }).exactOptional(),
    }),
  ])
  .meta({ description: "An instantaneous edit of the fleet, the router or the traffic, or a fault." });
