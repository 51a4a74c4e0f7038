import type { Distribution } from "../engine/distribution.ts";
import type { KeyedSource } from "../engine/keyedSource.ts";
import type { Agenda } from "./agenda.ts";
import type { Server } from "./server.ts";

/** The life of a replica. */
export type ReplicaState = "starting" | "ready" | "draining" | "gone";

export interface DeploymentPorts {
  readonly agenda: Agenda;
  readonly server: Server;
  /** Chance of the start-up times, keyed so that the nth replica of a deployment has the same luck in every run of a seed. */
  readonly startupChance: KeyedSource;
  /** Number of the deployment in the fleet: the other half of the key. */
  readonly index: number;
  readonly codes: { readonly started: number; readonly drainOver: number };
  /** Makes the subject of an appointment out of a replica's number. */
  readonly subjectOf: (replica: number) => number;
  /** The ready replicas are others than before. */
  readonly readinessChanged: () => void;
  /** The replica was enrolled, and is starting or ready. */
  readonly enrolled?: ((replica: number) => void) | undefined;
  /** The replica is gone, and all that it held has been told of. */
  readonly gone?: ((replica: number) => void) | undefined;
}

/** Pause before a failed start-up is tried again, so that one that takes no time cannot fail for ever at one instant. */
const retryAfterMs = 1000;

/** Most replicas that one deployment may ever start. */
export const replicaLimit = 65_536;

/**
 * The replicas of one deployment and how they come and go: desired ones are started, become ready after their start-up
 * time, are drained when scaled away (starting ones first, then the youngest ready ones) and are gone when the last
 * request has left or the grace period is over.
 */
export class Deployment {
  /** Ready replicas, oldest first. Replaced, never edited. */
  ready: readonly number[] = [];
  desired = 0;
  startupFails = false;
  private readonly ports: DeploymentPorts;
  private startup: Distribution;
  private readonly states: ReplicaState[] = [];
  /** Attempts at starting, by replica: a failed start-up is tried anew with fresh luck. */
  private readonly starts: number[] = [];

  constructor(startup: Distribution, ports: DeploymentPorts) {
    this.startup = startup;
    this.ports = ports;
  }

  /** Replicas that are there from the beginning: ready at once. */
  begin(replicas: number): void {
    this.desired = replicas;
    const first = Array.from({ length: replicas }, () => this.enrol());
    for (const replica of first) {
      this.states[replica] = "ready";
      this.ports.server.add(replica);
    }
    this.ready = first;
  }

  /** @param drainMs grace of the replicas that must go; absent: until they have finished */
  scale(replicas: number, drainMs?: number): void {
    this.desired = replicas;
    const surplus = this.alive() - replicas;
    for (let i = 0; i < surplus; i++) this.retireOne(drainMs);
    this.startMissing();
  }

  /** New replicas take this long to start; those on their way are not changed. */
  changeStartup(startup: Distribution): void {
    this.startup = startup;
  }

  /** The oldest ready replicas die with all they hold; with `restart`, as many others are started. Returns how many died. */
  crash(replicas: number, restart: boolean): number {
    const dying = this.ready.slice(0, replicas);
    this.ready = this.ready.slice(dying.length);
    for (const replica of dying) {
      this.states[replica] = "gone";
      this.ports.server.remove(replica);
      this.ports.gone?.(replica);
    }
    if (!restart) this.desired = Math.max(0, this.desired - dying.length);
    if (dying.length > 0) this.ports.readinessChanged();
    this.startMissing();
    return dying.length;
  }

  /** A start-up is over. */
  started(replica: number): void {
    if (this.states[replica] !== "starting") return;
    if (this.startupFails) this.start(replica, retryAfterMs);
    else this.becomeReady(replica);
  }

  /** The grace of a draining replica is over: what it still holds is cut. */
  drainOver(replica: number): void {
    if (this.states[replica] !== "draining") return;
    this.states[replica] = "gone";
    this.ports.server.remove(replica);
    this.ports.gone?.(replica);
  }

  /** A draining replica holds nothing any more. */
  drained(replica: number): void {
    this.states[replica] = "gone";
    this.ports.gone?.(replica);
  }

  /** "gone" for one that never was. */
  stateOf(replica: number): ReplicaState {
    return this.states[replica] ?? "gone";
  }

  isReady(replica: number): boolean {
    return this.states[replica] === "ready";
  }

  count(state: ReplicaState): number {
    return this.states.reduce((count, each) => (each === state ? count + 1 : count), 0);
  }

  private alive(): number {
    return this.count("starting") + this.ready.length;
  }

  private startMissing(): void {
    const missing = this.desired - this.alive();
    for (let i = 0; i < missing; i++) this.start(this.enrol());
  }

  private enrol(): number {
    const replica = this.states.length;
    if (replica >= replicaLimit) throw new Error(`a deployment started more than ${replicaLimit} replicas in one run`);
    this.states.push("starting");
    this.starts.push(0);
    this.ports.enrolled?.(replica);
    return replica;
  }

  private start(replica: number, afterMs = 0): void {
    const { agenda, codes, startupChance, index, subjectOf } = this.ports;
    const attempt = this.starts[replica] ?? 0;
    this.starts[replica] = attempt + 1;
    const takesMs = this.startup.draw(startupChance.at(index, replica + attempt * replicaLimit));
    agenda.schedule(agenda.nowMs + afterMs + takesMs, codes.started, subjectOf(replica));
  }

  private becomeReady(replica: number): void {
    this.states[replica] = "ready";
    this.ready = [...this.ready, replica];
    this.ports.server.add(replica);
    this.ports.readinessChanged();
  }

  private retireOne(drainMs: number | undefined): void {
    const starting = this.states.lastIndexOf("starting");
    if (starting >= 0) {
      this.states[starting] = "gone";
      this.ports.gone?.(starting);
      return;
    }
    const replica = this.ready.at(-1);
    if (replica === undefined) return;
    this.ready = this.ready.slice(0, -1);
    this.states[replica] = "draining";
    this.ports.readinessChanged();
    const { agenda, codes, server, subjectOf } = this.ports;
    server.drain(replica);
    if (drainMs !== undefined && this.states[replica] === "draining") {
      agenda.schedule(agenda.nowMs + drainMs, codes.drainOver, subjectOf(replica));
    }
  }
}
