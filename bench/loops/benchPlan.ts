import type { RoutingPlan } from "../../src/gateway/routingPlan.ts";

const replicaCounts: Readonly<Record<string, number>> = { a: 5, b: 1, c: 3 };
const ids = Object.keys(replicaCounts);

/** A router "r" of the account "acme" over three deployments of 5, 1 and 3 replicas, all of them the one replica there is. */
export function benchPlan(baseUrl: string): RoutingPlan {
  return {
    revision: 1,
    storeVersion: 1,
    routers: [
      {
        account: "acme",
        id: "r",
        aliases: [],
        public: false,
        strategy: "weighted-random",
        sessionAffinity: false,
        deployments: ids,
      },
    ],
    deployments: ids.map((id) => ({
      account: "acme",
      id,
      baseModel: "m",
      weight: 1,
      ready: Array.from({ length: replicaCounts[id] ?? 0 }, (_, i) => ({ id: `r-${i + 1}`, baseUrl })),
    })),
  };
}
