import type { RoutingPlan, RoutingPlanFeed } from "../routingPlan.ts";

/** A feed of plans that are made elsewhere. */
export class LatestPlan implements RoutingPlanFeed {
  current: RoutingPlan;
  private readonly subscribers = new Set<(plan: RoutingPlan) => void>();

  constructor(first: RoutingPlan) {
    this.current = first;
  }

  subscribe(onPlan: (plan: RoutingPlan) => void): () => void {
    this.subscribers.add(onPlan);
    return () => this.subscribers.delete(onPlan);
  }

  /** When it returns, every subscriber has the plan. */
  replace(plan: RoutingPlan): void {
    this.current = plan;
    for (const subscriber of this.subscribers) subscriber(plan);
  }
}
