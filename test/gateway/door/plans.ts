import type {
  PlannedDeployment,
  PlannedRouter,
  RoutingPlan,
  RoutingPlanFeed,
} from "../../../src/gateway/routingPlan.ts";

/** A router of the account "acme". */
export function plannedRouter(
  id: string,
  deployments: readonly string[],
  further: Partial<PlannedRouter> = {},
): PlannedRouter {
  return {
    account: "acme",
    id,
    aliases: [],
    public: false,
    strategy: "weighted-random",
    sessionAffinity: false,
    deployments,
    ...further,
  };
}

/** A deployment of the account "acme" with a replica at each base URL. */
export function plannedDeployment(
  id: string,
  baseUrls: readonly string[],
  further: Partial<PlannedDeployment> = {},
): PlannedDeployment {
  const ready = baseUrls.map((baseUrl, i) => ({ id: `r-${i + 1}`, baseUrl }));
  return { account: "acme", id, baseModel: `model-of-${id}`, weight: 1, ready, ...further };
}

function plan(routers: readonly PlannedRouter[], deployments: readonly PlannedDeployment[], revision = 1): RoutingPlan {
  return { revision, storeVersion: revision, routers, deployments };
}

/** A feed that a test hands plans to. */
export interface TestFeed extends RoutingPlanFeed {
  readonly publish: (routers: readonly PlannedRouter[], deployments: readonly PlannedDeployment[]) => void;
  readonly listeners: () => number;
}

export function testFeed(routers: readonly PlannedRouter[], deployments: readonly PlannedDeployment[]): TestFeed {
  const listeners = new Set<(next: RoutingPlan) => void>();
  let current = plan(routers, deployments);
  return {
    get current() {
      return current;
    },
    subscribe(onPlan) {
      listeners.add(onPlan);
      return () => listeners.delete(onPlan);
    },
    publish(nextRouters, nextDeployments) {
      current = plan(nextRouters, nextDeployments, current.revision + 1);
      for (const listener of listeners) listener(current);
    },
    listeners: () => listeners.size,
  };
}
