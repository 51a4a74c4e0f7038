import type { ResourceStore } from "../resourceStore.ts";
import type { RoutingPlan, RoutingPlanFeed } from "../routingPlan.ts";
import { buildRoutingPlan } from "./buildRoutingPlan.ts";
import type { ReplicaSource } from "./replicaSource.ts";

/** How often the store is asked whether another process has changed it, milliseconds. */
const pollMs = 100;

/**
 * Keeps the routing plan in step with the store and the fleet: a change in this process or of a replica makes a new plan
 * at once (`refresh`), one that another process made is seen within `pollMs`.
 */
export class RoutingPlanner implements RoutingPlanFeed {
  private readonly store: ResourceStore;
  private readonly replicas: ReplicaSource;
  private readonly subscribers = new Set<(plan: RoutingPlan) => void>();
  private readonly ends: (() => void)[] = [];
  private latest: RoutingPlan;

  /** @param every calls back every so many milliseconds until what it returns is called: a timer */
  constructor(store: ResourceStore, replicas: ReplicaSource, every: (ms: number, callback: () => void) => () => void) {
    this.store = store;
    this.replicas = replicas;
    this.latest = this.build(1);
    this.ends.push(replicas.onChange(() => this.refresh()));
    this.ends.push(
      every(pollMs, () => {
        if (store.version !== this.latest.storeVersion) this.refresh();
      }),
    );
  }

  get current(): RoutingPlan {
    return this.latest;
  }

  subscribe(onPlan: (plan: RoutingPlan) => void): () => void {
    this.subscribers.add(onPlan);
    return () => this.subscribers.delete(onPlan);
  }

  /** Makes a new plan from what is there now. */
  refresh(): void {
    this.latest = this.build(this.latest.revision + 1);
    for (const subscriber of this.subscribers) subscriber(this.latest);
  }

  /** No plan will follow. */
  close(): void {
    for (const end of this.ends.splice(0)) end();
    this.subscribers.clear();
  }

  private build(revision: number): RoutingPlan {
    return this.store.read((tables) => buildRoutingPlan(tables, this.replicas, revision));
  }
}
