import { z } from "zod";
import { expecting } from "../../../scenario/schema/expecting.ts";
import { numberWithin, wholeNumber } from "../../../scenario/schema/number.ts";
import type { AutoscalingPolicy } from "../../resources.ts";
import type { ExternalJson, MockJson } from "./deploymentJson.ts";
import { shortText, writtenByUs } from "./text.ts";

/** What a caller may say of a deployment. */
export interface DeploymentBody {
  readonly displayName?: string;
  readonly baseModel?: string;
  readonly minReplicaCount?: number;
  readonly maxReplicaCount?: number;
  readonly desiredReplicaCount?: number;
  readonly autoscalingPolicy?: Partial<AutoscalingPolicy>;
  readonly weight?: number;
  readonly mock?: MockJson;
  readonly external?: ExternalJson;
}

/** Most replicas of one deployment: each of a mock one is a server of its own. */
const mostReplicas = 1000;

/** A number of replicas that somebody may ask for. */
const replicas = (description: string): z.ZodType<number> => wholeNumber(description, 0, mostReplicas);

const window = (standard: string): z.ZodExactOptional<z.ZodType<string>> =>
  z
    .string()
    .regex(/^\d{1,9}(\.\d{1,9})?s$/, { error: expecting('seconds with an "s", such as "30s"') })
    .meta({ description: `${standard} unless given.` })
    .exactOptional();

const fields = {
  displayName: shortText("Name for people, fewer than 64 characters.", 63).exactOptional(),
  baseModel: shortText("Model that it serves; the mock profile unless given.", 200).exactOptional(),
  minReplicaCount: replicas("Fewest replicas. 0 unless given.").exactOptional(),
  maxReplicaCount: replicas("Most replicas. As many as are desired unless given.").exactOptional(),
  desiredReplicaCount: replicas("Replicas that are wanted: 1, or one a base URL, unless given.").exactOptional(),
  autoscalingPolicy: z
    .strictObject({
      scaleUpWindow: window("30s"),
      scaleDownWindow: window("600s"),
      scaleToZeroWindow: window("3600s"),
      loadTargets: z.record(z.string().max(63), z.number().min(0)).exactOptional(),
    })
    .meta({ description: "Kept and answered; this server scales only when it is told to." })
    .exactOptional(),
  weight: numberWithin("Weight of one replica; 0 takes it out of the traffic. 1 unless given.", 0, 1e9).exactOptional(),
  mock: z
    .strictObject({
      profile: z.string().meta({ description: "Name of a replica profile." }).exactOptional(),
      deployment: z
        .record(z.string(), z.unknown())
        .meta({ description: "A deployment as the fleet of a scenario writes it." })
        .exactOptional(),
    })
    .meta({ description: "Served by the mock fleet, by a profile or as a scenario writes it. The default." })
    .exactOptional(),
  external: z
    .strictObject({
      baseUrls: z.array(z.string()).min(1).max(mostReplicas).meta({
        description: "Such as http://10.0.0.7:8000, one a replica, in the order in which scaling takes them.",
      }),
    })
    .meta({ description: "Served by servers that are there already." })
    .exactOptional(),
  name: writtenByUs,
  state: writtenByUs,
  status: writtenByUs,
  replicaCount: writtenByUs,
  replicaStats: writtenByUs,
  createTime: writtenByUs,
  updateTime: writtenByUs,
};

export const newDeploymentBody: z.ZodType<DeploymentBody> = z
  .strictObject(fields)
  .meta({ description: "At most one of mock and external." });

export const deploymentChangeBody: z.ZodType<DeploymentBody> = z
  .strictObject(fields)
  .meta({ description: "Only the fields sent change. What serves it cannot change." });

/** The body of `:scale`. */
export interface ScaleBody {
  readonly replicaCount?: number;
}

export const scaleBody: z.ZodType<ScaleBody> = z
  .strictObject({ replicaCount: replicas("Replicas that are wanted from now on.").exactOptional() })
  .meta({ required: ["replicaCount"] });
