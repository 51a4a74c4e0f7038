import type { ReadTables } from "../resourceStore.ts";
import type { DeploymentRecord } from "../resources.ts";
import type { ReplicaAddress, RoutingPlan } from "../routingPlan.ts";
import type { ReplicaSource } from "./replicaSource.ts";

/** A plan from the resources as they are kept and the replicas as they are ready. */
export function buildRoutingPlan(
  tables: ReadTables,
  replicas: Pick<ReplicaSource, "ready">,
  revision: number,
): RoutingPlan {
  return {
    revision,
    storeVersion: tables.version,
    routers: tables.routers.all().map((router) => ({
      account: router.account,
      id: router.id,
      aliases: router.aliases,
      public: router.public,
      strategy: router.strategy,
      sessionAffinity: router.sessionAffinity,
      deployments: router.deployments,
    })),
    deployments: tables.deployments.all().map((deployment) => ({
      account: deployment.account,
      id: deployment.id,
      baseModel: deployment.baseModel,
      weight: deployment.weight,
      ready: readyReplicas(deployment, replicas),
    })),
  };
}

/** Replicas that are there already are ready as far as they are wanted; of a mock deployment the fleet knows. */
function readyReplicas(
  deployment: DeploymentRecord,
  replicas: Pick<ReplicaSource, "ready">,
): readonly ReplicaAddress[] {
  const { account, id, serving, desiredReplicaCount } = deployment;
  if (serving.kind === "mock") return replicas.ready(account, id);
  return serving.baseUrls.slice(0, desiredReplicaCount).map((baseUrl, i) => ({ id: `r-${i + 1}`, baseUrl }));
}
