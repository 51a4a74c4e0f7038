import { z } from "zod";
import type { Balancing, DeploymentSpec, DurationLaw, ReplicaSpec } from "../../fleet/deploymentSpec.ts";
import { duration } from "./duration.ts";
import { durationLaw } from "./durationLaw.ts";
import { prose, resourceName } from "./name.ts";
import { numberWithin, wholeNumber } from "./number.ts";
import { replica } from "./replica.ts";

/** A deployment as it is written; its name and its birth stand elsewhere. */
export type WrittenDeployment = Omit<DeploymentSpec, "name" | "createdAtMs">;

export interface DeploymentFields {
  readonly description: z.ZodExactOptional<z.ZodType<string>>;
  readonly replicas: z.ZodType<number>;
  readonly weight: z.ZodPrefault<z.ZodType<number>>;
  readonly startup: z.ZodPrefault<z.ZodType<DurationLaw>>;
  readonly drain: z.ZodExactOptional<z.ZodType<number>>;
  readonly balancing: z.ZodPrefault<z.ZodType<Balancing>>;
  readonly replica: z.ZodType<ReplicaSpec>;
}

const balancings: readonly Balancing[] = ["pooled", "random", "least-loaded"];

/** The fields of a deployment, in `fleet` and in `create-deployment` alike. */
export const deploymentFields: DeploymentFields = {
  description: prose("For people; the run does not look at it.").exactOptional(),
  replicas: wholeNumber("Desired replicas at the start; those of the fleet are ready at once.", 0, 10_000),
  weight: numberWithin(
    "Weight of one replica in the router: 0 takes the deployment out of the traffic.",
    0,
    1e9,
  ).prefault(1),
  startup: durationLaw("From the request for a replica until it is ready.").prefault({ kind: "fixed", value: "0s" }),
  drain: duration(
    "Grace for requests on a replica that is scaled away; as long as they take unless given.",
    "60s",
  ).exactOptional(),
  balancing: z
    .enum(balancings)
    .meta({
      description:
        "How the deployment picks one of its replicas: one queue before all of them (pooled), the replica that the router's draw names (random), or the one with the fewest requests (least-loaded).",
    })
    .prefault("pooled"),
  replica,
};

/** What a deployment may be called. */
export const deploymentName: z.ZodType<string, string> = resourceName("Name of the deployment.");

/** A deployment of the fleet. */
export const deployment: z.ZodType<WrittenDeployment> = z
  .strictObject({ ...deploymentFields })
  .transform(deploymentOf)
  .meta({ description: "A deployment: how many replicas it has, and what they are." });

export function deploymentOf(fields: {
  readonly replicas: number;
  readonly weight: number;
  readonly startup: DurationLaw;
  readonly drain?: number;
  readonly balancing: Balancing;
  readonly replica: ReplicaSpec;
}): WrittenDeployment {
  const { replicas, weight, startup, drain, balancing, replica } = fields;
  return { replicas, weight, startup, ...(drain === undefined ? {} : { drainMs: drain }), balancing, replica };
}
