import type { KeyedSource } from "../engine/keyedSource.ts";
import type { LoadView } from "../routing/selector.ts";
import type { View } from "./controlPlane.ts";
import type { RequestPool } from "./requestPool.ts";

/** What a router's load is counted from, and by whose clock. */
export interface RouterLoadPorts {
  readonly pool: RequestPool;
  readonly clock: { readonly nowMs: number };
  /** Deployments of the fleet. */
  readonly deployments: number;
  /** Replicas are counted one by one too; without it they are all idle. */
  readonly ofReplicas: boolean;
  /** Requests belong to sessions; without it each is one of its own. */
  readonly hasSessions: boolean;
  /** Chance of the session keys, keyed by the number of the session. */
  readonly sessionChance: KeyedSource;
}

/**
 * The load as the router of one replication sees it: what it has sent and what has not ended, perhaps as of some time
 * ago. Then it is a notice board: it shows the counts as they were at the last multiple of the refresh interval.
 */
export class RouterLoad implements LoadView {
  private readonly pool: RequestPool;
  private readonly clock: RouterLoadPorts["clock"];
  private readonly countsReplicas: boolean;
  private readonly hasSessions: boolean;
  private readonly sessionChance: KeyedSource;
  private readonly ofDeployment: Int32Array;
  private ofReplica: Int32Array = new Int32Array(0);
  /** What the router sees: the same arrays while it sees everything at once. */
  private seenOfDeployment: Int32Array;
  private seenOfReplica: Int32Array = this.ofReplica;
  private view: View;
  private refreshMs = 0;
  private refreshes = 0;
  private request = 0;

  constructor(ports: RouterLoadPorts, view: View, replicas: number) {
    this.pool = ports.pool;
    this.clock = ports.clock;
    this.countsReplicas = ports.ofReplicas;
    this.hasSessions = ports.hasSessions;
    this.sessionChance = ports.sessionChance;
    this.ofDeployment = new Int32Array(ports.deployments);
    this.seenOfDeployment = this.ofDeployment;
    this.view = view;
    this.routeBy(view, replicas);
  }

  inFlight(deployment: number): number {
    return this.seenOfDeployment[this.view.deploymentOf[deployment] ?? 0] ?? 0;
  }

  inFlightOfSlot(slot: number): number {
    return this.seenOfReplica[this.view.table.replicas[slot] ?? 0] ?? 0;
  }

  nowMs(): number {
    return this.clock.nowMs;
  }

  session(): number {
    const { pool, hasSessions, sessionChance } = this;
    const numbers = hasSessions ? pool.session : pool.serial;
    return sessionChance.at(numbers[this.request] ?? 0, 0).next();
  }

  /** From now on slots and deployments are those of this view. @param replicas numbers of replicas lie below this */
  routeBy(view: View, replicas: number): void {
    this.view = view;
    if (this.countsReplicas && replicas > this.ofReplica.length) {
      const isLive = this.seenOfReplica === this.ofReplica;
      this.ofReplica = enlarged(this.ofReplica, 2 * replicas);
      this.seenOfReplica = isLive ? this.ofReplica : enlarged(this.seenOfReplica, 2 * replicas);
    }
    if (view.loadRefreshMs === this.refreshMs) return;
    this.refreshMs = view.loadRefreshMs;
    this.refreshes = Math.floor(this.nowMs() / this.refreshMs);
    const live = this.refreshMs === 0;
    this.seenOfDeployment = live ? this.ofDeployment : this.ofDeployment.slice();
    this.seenOfReplica = live ? this.ofReplica : this.ofReplica.slice();
  }

  /** The request is about to be routed. */
  routes(request: number): void {
    this.request = request;
    if (this.refreshMs > 0) this.refresh();
  }

  /** The request is sent to a slot that is of this deployment of the fleet. */
  sent(request: number, deployment: number, slot: number): void {
    this.ofDeployment[deployment] = (this.ofDeployment[deployment] ?? 0) + 1;
    if (!this.countsReplicas) return;
    const { pool, clock } = this;
    const replica = this.view.table.replicas[slot] ?? 0;
    pool.sentMs[request] = clock.nowMs;
    pool.sentTo[request] = replica;
    const inFlight = this.ofReplica[replica] ?? 0;
    pool.sentWith[request] = inFlight;
    this.ofReplica[replica] = inFlight + 1;
  }

  /** The latest attempt of a request has ended, at this deployment of the fleet. */
  ended(request: number, deployment: number): void {
    if (this.refreshMs > 0) this.refresh();
    this.ofDeployment[deployment] = (this.ofDeployment[deployment] ?? 0) - 1;
    if (!this.countsReplicas) return;
    const replica = this.pool.sentTo[request] ?? 0;
    this.ofReplica[replica] = (this.ofReplica[replica] ?? 0) - 1;
  }

  /** Nothing has changed since the last multiple of the interval, or this would have been called before. */
  private refresh(): void {
    const refreshes = Math.floor(this.nowMs() / this.refreshMs);
    if (refreshes === this.refreshes) return;
    this.refreshes = refreshes;
    this.seenOfDeployment.set(this.ofDeployment);
    this.seenOfReplica.set(this.ofReplica);
  }
}

function enlarged(counts: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length);
  larger.set(counts);
  return larger;
}
