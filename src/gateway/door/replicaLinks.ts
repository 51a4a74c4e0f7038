import type { RoutingPlan } from "../routingPlan.ts";
import type { DoorLimits } from "./doorLimits.ts";
import { ReplicaLink } from "./replicaLink.ts";

/** The connections to all replicas, over all versions of the routing plan. */
export class ReplicaLinks {
  private readonly limits: DoorLimits;
  private readonly links = new Map<string, ReplicaLink>();
  /** Those that get nothing new and wait for their last answers. */
  private readonly leaving = new Set<ReplicaLink>();

  constructor(limits: DoorLimits) {
    this.limits = limits;
  }

  to(baseUrl: string): ReplicaLink {
    const known = this.links.get(baseUrl);
    if (known !== undefined) return known;
    const link = new ReplicaLink(baseUrl, this.limits);
    this.links.set(baseUrl, link);
    return link;
  }

  /** Replicas that the plan does not name any more: their answers in flight end as they would, then they are left. */
  keepOnly(plan: RoutingPlan): void {
    const named = new Set(plan.deployments.flatMap(({ ready }) => ready.map(({ baseUrl }) => baseUrl)));
    for (const [baseUrl, link] of this.links) {
      if (named.has(baseUrl)) continue;
      this.links.delete(baseUrl);
      this.leaving.add(link);
      const gone = (): boolean => this.leaving.delete(link);
      link.close().then(gone, gone);
    }
  }

  /** Cuts every connection. */
  async destroy(): Promise<void> {
    const all = [...this.links.values(), ...this.leaving];
    this.links.clear();
    await Promise.allSettled(all.map((link) => link.destroy()));
  }
}
