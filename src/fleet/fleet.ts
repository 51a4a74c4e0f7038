import type { KeyedSource } from "../engine/keyedSource.ts";
import type { Agenda } from "./agenda.ts";
import { createBatchServer } from "./batchServer.ts";
import { Deployment, type ReplicaState, replicaLimit } from "./deployment.ts";
import type { Balancing, DeploymentSpec, DurationLaw } from "./deploymentSpec.ts";
import { durationDistribution } from "./durationDistribution.ts";
import type { Server, ServerObserver } from "./server.ts";
import type { ServerPorts } from "./serverPorts.ts";
import { createSlotServer } from "./slotServer.ts";
import type { Work } from "./work.ts";

/** Whom the fleet tells. */
export interface FleetObserver {
  /** The request has its whole answer. */
  served(request: number): void;
  /** The attempt came to nothing, for this reason. */
  failed(request: number, reason: FailureReason): void;
  /** The ready replicas of a deployment are others than before. */
  readinessChanged(deployment: number): void;
  /** Tokens of the request's answer come out from now on (`tokensOut`); it may be told in the middle of `submit`. */
  readonly answering?: ((request: number) => void) | undefined;
  /** The deployment has one replica more, which is starting or ready. */
  readonly enrolled?: ((deployment: number, replica: number) => void) | undefined;
  /** The replica is gone for good, and all that it held has been told of. */
  readonly gone?: ((deployment: number, replica: number) => void) | undefined;
}

export type FailureReason = "crashed" | "drain-cut" | "injected";

/** What became of handing a request to a deployment. `too-large`: no replica of it could ever serve this one; `swallowed`: taken, and never to be answered (black hole). */
export type Reception = "accepted" | "queue-full" | "too-large" | "not-ready" | "swallowed";

export interface FleetPorts {
  readonly work: Work;
  readonly agenda: Agenda;
  readonly observer: FleetObserver;
  readonly startupChance: KeyedSource;
  /** A uniform variate in [0, 1) for the fate of a request's attempt; asked only while errors are injected. */
  readonly luckOf: (request: number) => number;
  /** The fleet's appointments carry codes from this one up. */
  readonly firstCode: number;
}

/**
 * The mock deployments behind a router: their replicas' lives, their servers, their faults. Deployments are known by
 * their place in the list of specs.
 */
export class Fleet {
  private readonly members: readonly Member[];
  private readonly firstCode: number;
  private readonly firstServerCode: number;

  constructor(specs: readonly DeploymentSpec[], ports: FleetPorts) {
    this.firstCode = ports.firstCode;
    this.firstServerCode = ports.firstCode + 2;
    this.members = specs.map((spec, index) => new Member(spec, index, ports));
  }

  /** The deployment comes to exist with its first replicas; `ready`: they need no start-up. */
  create(deployment: number, ready: boolean): void {
    const member = this.member(deployment);
    member.exists = true;
    if (ready) member.lifeCycle.begin(member.spec.replicas);
    else member.lifeCycle.scale(member.spec.replicas);
  }

  /** Its replicas are drained as by a scale to 0. */
  delete(deployment: number): void {
    const member = this.member(deployment);
    member.exists = false;
    member.lifeCycle.scale(0, member.spec.drainMs);
  }

  exists(deployment: number): boolean {
    return this.member(deployment).exists;
  }

  /** @param drainMs grace for replicas that must go; absent: as the deployment's spec says */
  scale(deployment: number, replicas: number, drainMs?: number): void {
    const member = this.member(deployment);
    member.lifeCycle.scale(replicas, drainMs ?? member.spec.drainMs);
  }

  changeStartup(deployment: number, law: DurationLaw): void {
    this.member(deployment).lifeCycle.changeStartup(durationDistribution(law));
  }

  /** @returns how many replicas died */
  crash(deployment: number, replicas: number, restart: boolean): number {
    const member = this.member(deployment);
    member.evictionReason = "crashed";
    return member.lifeCycle.crash(replicas, restart);
  }

  slow(deployment: number, factor: number): void {
    this.member(deployment).server.slow(factor);
  }

  injectErrors(deployment: number, probability: number): void {
    this.member(deployment).errorProbability = probability;
  }

  blackHole(deployment: number, on: boolean): void {
    this.member(deployment).swallows = on;
  }

  failStartups(deployment: number, on: boolean): void {
    this.member(deployment).lifeCycle.startupFails = on;
  }

  /** Ready replicas by their numbers, oldest first. */
  readyReplicas(deployment: number): readonly number[] {
    return this.member(deployment).lifeCycle.ready;
  }

  desiredReplicas(deployment: number): number {
    return this.member(deployment).lifeCycle.desired;
  }

  startingReplicas(deployment: number): number {
    return this.member(deployment).lifeCycle.count("starting");
  }

  /** "gone" for one that never was. */
  replicaState(deployment: number, replica: number): ReplicaState {
    return this.member(deployment).lifeCycle.stateOf(replica);
  }

  /** See `Server.tokensOut`. */
  tokensOut(request: number, deployment: number): number {
    return this.member(deployment).server.tokensOut(request);
  }

  /** See `Server.nextTokenMs`. */
  nextTokenMs(request: number, deployment: number): number {
    return this.member(deployment).server.nextTokenMs(request);
  }

  capacityPerSecond(deployment: number, meanPromptTokens: number, meanOutputTokens: number): number {
    const { server, lifeCycle } = this.member(deployment);
    return server.capacityPerSecond(lifeCycle.ready.length, meanPromptTokens, meanOutputTokens);
  }

  /** Hands over a request. @param replica the one that the router's draw names; balancing may choose another */
  submit(request: number, deployment: number, replica: number): Reception {
    const member = this.member(deployment);
    const { lifeCycle } = member;
    if (lifeCycle.ready.length === 0) return "not-ready";
    if (member.swallows) return "swallowed";
    let target = replica;
    if (member.balancing === "random") {
      if (!lifeCycle.isReady(replica)) return "not-ready";
    } else if (member.balancing === "least-loaded") target = leastLoaded(member.server, lifeCycle.ready);
    if (member.server.submit(request, target)) return "accepted";
    return member.isTooLarge(request) ? "too-large" : "queue-full";
  }

  /** The client of a request that was accepted gives up. */
  cancel(request: number, deployment: number): void {
    this.member(deployment).server.cancel(request);
  }

  due(code: number, subject: number): void {
    if (code >= this.firstServerCode) {
      this.member(code - this.firstServerCode).server.due(subject);
      return;
    }
    const deployment = Math.floor(subject / replicaLimit);
    const member = this.member(deployment);
    const replica = subject - deployment * replicaLimit;
    if (code === this.firstCode) {
      member.lifeCycle.started(replica);
    } else {
      member.evictionReason = "drain-cut";
      member.lifeCycle.drainOver(replica);
    }
  }

  private member(deployment: number): Member {
    const member = this.members[deployment];
    if (member === undefined) throw new Error(`the fleet has no deployment number ${deployment}`);
    return member;
  }
}

function leastLoaded(server: Server, ready: readonly number[]): number {
  let best = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < ready.length; i++) {
    const replica = ready[i] ?? 0;
    const load = server.inFlight(replica);
    if (load < fewest) {
      fewest = load;
      best = replica;
    }
  }
  return best;
}

/** A deployment with its server, and the faults it has at present. */
class Member implements ServerObserver {
  exists = false;
  swallows = false;
  errorProbability = 0;
  evictionReason: FailureReason = "crashed";
  readonly spec: DeploymentSpec;
  readonly balancing: Balancing;
  readonly server: Server;
  readonly lifeCycle: Deployment;
  readonly answering: ((request: number) => void) | undefined;
  private readonly observer: FleetObserver;
  private readonly luckOf: (request: number) => number;
  private readonly work: Work;

  constructor(spec: DeploymentSpec, index: number, ports: FleetPorts) {
    this.spec = spec;
    this.balancing = spec.replica.kind === "batching" && spec.balancing === "pooled" ? "least-loaded" : spec.balancing;
    this.observer = ports.observer;
    this.work = ports.work;
    this.luckOf = ports.luckOf;
    const { answering, enrolled, gone } = ports.observer;
    this.answering = answering?.bind(ports.observer);
    this.server = createServer(spec, {
      work: ports.work,
      agenda: ports.agenda,
      code: ports.firstCode + 2 + index,
      observer: this,
    });
    this.lifeCycle = new Deployment(durationDistribution(spec.startup), {
      agenda: ports.agenda,
      server: this.server,
      startupChance: ports.startupChance,
      index,
      codes: { started: ports.firstCode, drainOver: ports.firstCode + 1 },
      subjectOf: (replica) => index * replicaLimit + replica,
      readinessChanged: () => ports.observer.readinessChanged(index),
      enrolled: enrolled && ((replica) => enrolled.call(ports.observer, index, replica)),
      gone: gone && ((replica) => gone.call(ports.observer, index, replica)),
    });
  }

  /** Prompt and answer of the request do not fit into a replica even when it holds nothing else. */
  isTooLarge(request: number): boolean {
    const { replica } = this.spec;
    if (replica.kind !== "batching") return false;
    return (this.work.promptTokens[request] ?? 0) + (this.work.outputTokens[request] ?? 0) > replica.kvTokens;
  }

  served(request: number): void {
    if (this.errorProbability > 0 && this.luckOf(request) < this.errorProbability) {
      this.observer.failed(request, "injected");
    } else this.observer.served(request);
  }

  evicted(request: number): void {
    this.observer.failed(request, this.evictionReason);
  }

  drained(replica: number): void {
    this.lifeCycle.drained(replica);
  }
}

function createServer(spec: DeploymentSpec, ports: ServerPorts): Server {
  switch (spec.replica.kind) {
    case "slots":
      return createSlotServer(spec.replica, spec.balancing === "pooled", ports);
    case "batching":
      return createBatchServer(spec.replica, ports);
  }
}
