import { replicaProfiles } from "../../fleet/replicaProfiles.ts";
import { asFields } from "../../scenario/json/asFields.ts";
import type { AutoscalingPolicy, DeploymentRecord, Serving } from "../resources.ts";
import type { Control } from "./control.ts";
import type { ReplicaStats } from "./fleetView.ts";
import { fullName } from "./resourceName.ts";
import { rfc3339 } from "./rfc3339.ts";
import type { DeploymentJson, MockJson } from "./schema/deploymentJson.ts";

/** What holds for a deployment whose client has set nothing. */
export const usualAutoscaling: AutoscalingPolicy = {
  scaleUpWindow: "30s",
  scaleDownWindow: "600s",
  scaleToZeroWindow: "3600s",
  loadTargets: {},
};

/** A deployment as it is answered, with the replicas that it has now. */
export function deploymentView(control: Control, deployment: DeploymentRecord): DeploymentJson {
  const { account, id } = deployment;
  const stats = control.fleet.replicaStats(account, id);
  return {
    name: fullName(account, "deployments", id),
    displayName: deployment.displayName,
    baseModel: deployment.baseModel,
    state: stateOf(control, deployment, stats),
    status: stats.failure === undefined ? { code: "OK", message: "" } : { code: "UNAVAILABLE", message: stats.failure },
    minReplicaCount: deployment.minReplicaCount,
    maxReplicaCount: deployment.maxReplicaCount,
    desiredReplicaCount: deployment.desiredReplicaCount,
    replicaCount: notReady(stats) + stats.readyReplicaCount,
    replicaStats: {
      pendingSchedulingReplicaCount: stats.pendingSchedulingReplicaCount,
      downloadingModelReplicaCount: stats.downloadingModelReplicaCount,
      initializingReplicaCount: stats.initializingReplicaCount,
      readyReplicaCount: stats.readyReplicaCount,
    },
    autoscalingPolicy: deployment.autoscalingPolicy ?? usualAutoscaling,
    weight: deployment.weight,
    ...servingView(deployment.serving),
    createTime: rfc3339(deployment.createTimeMs),
    updateTime: rfc3339(deployment.updateTimeMs),
  };
}

function notReady(stats: ReplicaStats): number {
  return stats.pendingSchedulingReplicaCount + stats.downloadingModelReplicaCount + stats.initializingReplicaCount;
}

/** READY when the replicas are those that are desired, and every gateway routes by the last change. */
function stateOf(
  { gateways }: Control,
  { desiredReplicaCount, changedIn, createTimeMs, updateTimeMs }: DeploymentRecord,
  stats: ReplicaStats,
): DeploymentJson["state"] {
  if (stats.failure !== undefined) return "FAILED";
  const settled = stats.readyReplicaCount === desiredReplicaCount && notReady(stats) === 0;
  if (settled && gateways.oldestVersion() >= changedIn) return "READY";
  return createTimeMs === updateTimeMs && stats.everReady !== true ? "CREATING" : "UPDATING";
}

function servingView(serving: Serving): Pick<DeploymentJson, "mock" | "external"> {
  return serving.kind === "mock" ? { mock: mockView(serving.spec) } : { external: { baseUrls: serving.baseUrls } };
}

function mockView(spec: string): MockJson {
  if (Object.hasOwn(replicaProfiles, spec)) return { profile: spec };
  const deployment = asFields(parsed(spec));
  return deployment === undefined ? { profile: spec } : { deployment };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
