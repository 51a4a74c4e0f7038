import { z } from "zod";
import type { AutoscalingPolicy } from "../../resources.ts";
import type { ResourceFields } from "../resourceFields.ts";
import { maskedStatusJson, type StatusJson, statusJson } from "./status.ts";

export const deploymentStates = [
  "STATE_UNSPECIFIED",
  "CREATING",
  "READY",
  "UPDATING",
  "DELETING",
  "FAILED",
  "DELETED",
] as const;

/** A deployment as it is answered. */
export interface DeploymentJson {
  readonly name: string;
  readonly displayName: string;
  readonly baseModel: string;
  readonly state: (typeof deploymentStates)[number];
  readonly status: StatusJson;
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
  readonly desiredReplicaCount: number;
  /** Replicas that there are, ready or not. */
  readonly replicaCount: number;
  readonly replicaStats: ReplicaStatsJson;
  readonly autoscalingPolicy: AutoscalingPolicy;
  readonly weight: number;
  readonly mock?: MockJson;
  readonly external?: ExternalJson;
  readonly createTime: string;
  readonly updateTime: string;
}

export interface ReplicaStatsJson {
  readonly pendingSchedulingReplicaCount: number;
  readonly downloadingModelReplicaCount: number;
  readonly initializingReplicaCount: number;
  readonly readyReplicaCount: number;
}

export interface MockJson {
  readonly profile?: string;
  readonly deployment?: Readonly<Record<string, unknown>>;
}

export interface ExternalJson {
  readonly baseUrls: readonly string[];
}

const count = (description: string): z.ZodInt => z.int().min(0).meta({ description });

const seconds = z.string().meta({ pattern: "^\\d+(\\.\\d+)?s$" });

const stats = z.strictObject({
  pendingSchedulingReplicaCount: count("Asked for, and not begun."),
  downloadingModelReplicaCount: count("Fetching the model."),
  initializingReplicaCount: count("Starting."),
  readyReplicaCount: count("Those that may get traffic."),
});

const autoscaling = z.strictObject({
  scaleUpWindow: seconds,
  scaleDownWindow: seconds,
  scaleToZeroWindow: seconds,
  loadTargets: z.record(z.string(), z.number()),
});

const external = z.strictObject({ baseUrls: z.array(z.string()) });

const told = {
  replicaStats: "How far its replicas are.",
  autoscalingPolicy: "Kept for clients that set it; this server scales only when it is told to.",
  external: "Served by servers that are there already: one replica a base URL.",
} as const;

const deployment = z.strictObject({
  name: z.string().meta({ description: "accounts/{account}/deployments/{id}" }),
  displayName: z.string(),
  baseModel: z.string(),
  state: z.enum(deploymentStates).meta({
    description: "CREATING until its first replicas are ready, UPDATING while replicas differ from what is desired.",
  }),
  status: statusJson,
  minReplicaCount: count("Fewest replicas."),
  maxReplicaCount: count("Most replicas."),
  desiredReplicaCount: count("Replicas that are wanted."),
  replicaCount: count("Replicas that there are, ready or not; those that drain are not counted."),
  replicaStats: stats.meta({ description: told.replicaStats }),
  autoscalingPolicy: autoscaling.meta({ description: told.autoscalingPolicy }),
  weight: z.number().min(0).meta({ description: "Weight of one replica." }),
  mock: z
    .strictObject({
      profile: z.string().exactOptional(),
      deployment: z.record(z.string(), z.unknown()).exactOptional(),
    })
    .meta({ description: "Served by the mock fleet." })
    .exactOptional(),
  external: external.meta({ description: told.external }).exactOptional(),
  createTime: z.iso.datetime(),
  updateTime: z.iso.datetime(),
});

/** All of a deployment: exactly one of `mock` and `external` is there. */
export const deploymentJson: z.ZodType<DeploymentJson> = deployment;

/** What a read mask leaves of a deployment. */
export const maskedDeploymentJson: z.ZodType = deployment
  .extend({
    status: maskedStatusJson,
    replicaStats: stats.partial().meta({ description: told.replicaStats }),
    autoscalingPolicy: autoscaling.partial().meta({ description: told.autoscalingPolicy }),
    external: external.partial().meta({ description: told.external }),
  })
  .partial();

export const deploymentFields: ResourceFields = new Map([
  ["name", { kind: "name" }],
  ["displayName", { kind: "text" }],
  ["baseModel", { kind: "text" }],
  ["state", { kind: "choice", of: deploymentStates }],
  ["status", { kind: "object" }],
  ["status.code", { kind: "text" }],
  ["status.message", { kind: "text" }],
  ["minReplicaCount", { kind: "number" }],
  ["maxReplicaCount", { kind: "number" }],
  ["desiredReplicaCount", { kind: "number" }],
  ["replicaCount", { kind: "number" }],
  ["replicaStats", { kind: "object" }],
  ["replicaStats.pendingSchedulingReplicaCount", { kind: "number" }],
  ["replicaStats.downloadingModelReplicaCount", { kind: "number" }],
  ["replicaStats.initializingReplicaCount", { kind: "number" }],
  ["replicaStats.readyReplicaCount", { kind: "number" }],
  ["autoscalingPolicy", { kind: "object" }],
  ["autoscalingPolicy.scaleUpWindow", { kind: "duration" }],
  ["autoscalingPolicy.scaleDownWindow", { kind: "duration" }],
  ["autoscalingPolicy.scaleToZeroWindow", { kind: "duration" }],
  ["autoscalingPolicy.loadTargets", { kind: "object" }],
  ["weight", { kind: "number" }],
  ["mock", { kind: "object" }],
  ["mock.profile", { kind: "text" }],
  ["mock.deployment", { kind: "object" }],
  ["external", { kind: "object" }],
  ["external.baseUrls", { kind: "texts" }],
  ["createTime", { kind: "time" }],
  ["updateTime", { kind: "time" }],
]);
