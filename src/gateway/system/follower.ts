import { isDeepStrictEqual } from "node:util";
import type { KeyRing } from "../control/keyRing.ts";
import type { FleetTime } from "../mock/machineTime.ts";
import type { ReplicaSource } from "../planner/replicaSource.ts";
import { RoutingPlanner } from "../planner/routingPlanner.ts";
import type { ResourceStore } from "../resourceStore.ts";
import type { KeyRecord } from "../resources.ts";
import type { RoutingPlan } from "../routingPlan.ts";
import type { Handout } from "./handout.ts";
import type { KeptFleet } from "./keptFleet.ts";

export interface FollowerParts {
  readonly store: ResourceStore;
  readonly replicas: ReplicaSource;
  readonly fleet: KeptFleet;
  readonly ring: KeyRing;
  readonly time: Pick<FleetTime, "clock" | "after">;
  /** Told why the store could not be followed just now; that is tried again. */
  readonly onFault: (error: unknown) => void;
}

/** How often the store is asked whether another process has changed it, milliseconds. */
const pollMs = 100;
/** Routers and deployments of a small store: to follow it takes some milliseconds. */
const smallStore = 1000;

/**
 * Keeps fleet, keys and routing plan in step with the store. A change of a small store is followed before it returns. Of
 * a large one, changes are taken together, so that following them takes no more than half of the time.
 */
export class Follower {
  private readonly parts: FollowerParts;
  private readonly planner: RoutingPlanner;
  private keys: readonly KeyRecord[] = [];
  private followed = -1;
  private stale = false;
  private closed = false;
  private notBeforeMs = 0;
  private changedMs: number | undefined;
  private following = false;
  private endWait: (() => void) | undefined;
  private endPoll: () => void = () => {};
  private onHandout: ((handout: Handout, sinceMs: number) => void) | undefined;
  private handedKeys: readonly KeyRecord[];

  /** @throws StoreFault when the store cannot be read */
  constructor(parts: FollowerParts) {
    this.parts = parts;
    this.take("ready");
    this.handedKeys = this.keys;
    const replicas: ReplicaSource = {
      ready: (account, id) => parts.replicas.ready(account, id),
      // What the fleet tells while it follows is in the plan that is made right after.
      onChange: () =>
        parts.replicas.onChange(() => {
          if (!this.following) this.request();
        }),
    };
    this.planner = new RoutingPlanner(parts.store, replicas, () => () => {});
    this.planner.subscribe((plan) => this.tell(plan));
    this.poll();
  }

  /** The newest. */
  get plan(): RoutingPlan {
    return this.planner.current;
  }

  get handout(): Required<Handout> {
    return { plan: this.planner.current, keys: this.keys };
  }

  /** @param onHandout called with every plan from now on, and since when there is something new in it: milliseconds of the clock */
  begin(onHandout: (handout: Handout, sinceMs: number) => void): void {
    this.onHandout = onHandout;
    this.handedKeys = this.keys;
  }

  /** The store has been changed in this process. */
  changed(): void {
    this.changedMs ??= this.parts.time.clock.nowMs();
    this.request();
  }

  /** Makes everything follow the store as it is now. */
  follow(): void {
    this.endWait?.();
    this.endWait = undefined;
    if (this.closed) return;
    const { clock } = this.parts.time;
    const beginMs = clock.nowMs();
    this.changedMs ??= beginMs;
    this.attempt(() => {
      this.take("starting");
      this.planner.refresh();
    });
    const endMs = clock.nowMs();
    const { routers, deployments } = this.plan;
    this.notBeforeMs = routers.length + deployments.length <= smallStore ? 0 : endMs + (endMs - beginMs);
  }

  close(): void {
    this.closed = true;
    this.endPoll();
    this.endWait?.();
    this.planner.close();
  }

  private request(): void {
    if (this.endWait !== undefined || this.closed) return;
    const waitMs = this.notBeforeMs - this.parts.time.clock.nowMs();
    if (waitMs <= 0) this.follow();
    else this.endWait = this.parts.time.after(Math.ceil(waitMs), () => this.follow());
  }

  private take(start: "ready" | "starting"): void {
    const { store, fleet, ring } = this.parts;
    if (store.version === this.followed) return;
    const { version, records, keys } = store.read((tables) => ({
      version: tables.version,
      records: tables.deployments.all(),
      keys: tables.allKeys(),
    }));
    if (!isDeepStrictEqual(keys, this.keys)) {
      ring.replace(keys);
      this.keys = keys;
    }
    fleet.follow(records, start);
    this.followed = version;
  }

  private tell(plan: RoutingPlan): void {
    const sinceMs = this.changedMs ?? this.parts.time.clock.nowMs();
    this.changedMs = undefined;
    const fresh = this.keys !== this.handedKeys;
    this.handedKeys = this.keys;
    this.onHandout?.(fresh ? { plan, keys: this.keys } : { plan }, sinceMs);
  }

  private poll(): void {
    this.endPoll = this.parts.time.after(pollMs, () => {
      if (this.isBehind()) this.request();
      if (!this.closed) this.poll();
    });
  }

  private isBehind(): boolean {
    try {
      return this.stale || this.parts.store.version !== this.followed;
    } catch {
      // To follow will fail as well, and tell why.
      return true;
    }
  }

  /** A store that is busy, or broken, must not end the process: those who are served go on being served. */
  private attempt(work: () => void): void {
    this.following = true;
    try {
      work();
      this.stale = false;
    } catch (error) {
      if (!this.stale) this.parts.onFault(error);
      this.stale = true;
    } finally {
      this.following = false;
    }
  }
}
