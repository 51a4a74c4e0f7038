import type { ResourceStrategy } from "../routing/strategy.ts";

/**
 * Everything a gateway needs to route: one version of it, immutable. A change of a router, a deployment or the readiness
 * of a replica makes a new one.
 */
export interface RoutingPlan {
  /** Goes up with every plan that a process builds. */
  readonly revision: number;
  /** Version of the store that it is built from. */
  readonly storeVersion: number;
  readonly routers: readonly PlannedRouter[];
  readonly deployments: readonly PlannedDeployment[];
}

export interface PlannedRouter {
  readonly account: string;
  readonly id: string;
  readonly aliases: readonly string[];
  readonly public: boolean;
  readonly strategy: ResourceStrategy;
  readonly sessionAffinity: boolean;
  /** Ids of deployments of the same account, in the router's order. */
  readonly deployments: readonly string[];
}

export interface PlannedDeployment {
  readonly account: string;
  readonly id: string;
  /** Model that it serves, as `GET /v1/models` tells it. */
  readonly baseModel: string;
  readonly weight: number;
  /** Those that may get traffic now. */
  readonly ready: readonly ReplicaAddress[];
}

export interface ReplicaAddress {
  /** Unique in its deployment for good: "r-3". Told in the header that attributes an answer. */
  readonly id: string;
  /** Such as "http://127.0.0.1:41234"; a path is put before that of the request. */
  readonly baseUrl: string;
}

/** Hands out the latest plan and tells of new ones. */
export interface RoutingPlanFeed {
  readonly current: RoutingPlan;
  /** Called with every new plan, in order; returns what ends it. */
  subscribe(onPlan: (plan: RoutingPlan) => void): () => void;
}

/** Headers that every answer of the data plane carries. */
export const attributionHeaders = {
  router: "x-shuntyard-router",
  deployment: "x-shuntyard-deployment",
  replica: "x-shuntyard-replica",
  /** Attempts that were made; 0 on answers that the gateway gave before it asked anybody. */
  attempts: "x-shuntyard-attempts",
} as const;
