import type { ServerResponse } from "node:http";
import { keyedSource } from "../../engine/keyedSource.ts";
import type { ReplicaState } from "../../fleet/deployment.ts";
import type { DeploymentSpec, DurationLaw } from "../../fleet/deploymentSpec.ts";
import { type FailureReason, Fleet, type FleetObserver, type Reception } from "../../fleet/fleet.ts";
import type { Answer, AnswerHead } from "./answer.ts";
import type { CompletionCall } from "./completionCall.ts";
import type { FleetTime } from "./machineTime.ts";
import type { MockFault } from "./mockFault.ts";
import { badCall, injectedError, notReady, queueFull, type ReplicaError } from "./replicaError.ts";
import { ReplicaServer } from "./replicaServer.ts";
import { heldLimit, RequestColumns } from "./requestColumns.ts";
import type { RequestLuck } from "./requestLuck.ts";
import { streamedAnswer } from "./streamedAnswer.ts";
import { WallClockAgenda } from "./wallClockAgenda.ts";
import { wholeAnswer } from "./wholeAnswer.ts";

/** A replica of the mock fleet that is not gone. */
export interface MockReplica {
  /** Unique in its deployment for good: "r-1", "r-2", … in the order in which they were asked for. */
  readonly id: string;
  /** Such as "http://127.0.0.1:41234"; undefined for the moment until it has its port. */
  readonly baseUrl: string | undefined;
  readonly state: Exclude<ReplicaState, "gone">;
}

export interface MockDeploymentPorts {
  /** Of start-up times: 1 to 32 hexadecimal digits. */
  readonly seed: string;
  readonly luck: RequestLuck;
  readonly time: FleetTime;
  /** Tells it from every other one that the seed is used for. */
  readonly name: string;
  /** What `GET /v1/models` tells. */
  readonly baseModel: string;
  /** Its replicas, or their states, are others than before. */
  readonly changed: () => void;
  /** No replica is left, and none will come. */
  readonly ended: () => void;
}

/** A request that the fleet holds. */
interface HeldCall {
  readonly serial: number;
  readonly replica: number;
  readonly answer: Answer;
  /** When its tokens are looked at next. */
  lookMs: number;
}

/** Appointments with this code look how many tokens of an answer are out; those above belong to the fleet. */
const lookCode = 0;
const firstFleetCode = 1;

/** Serial numbers are keys of draws, 32 bits wide: then the luck begins again. */
const serialLimit = 2 ** 32;

/**
 * A deployment of the mock fleet whose replicas are HTTP servers on loopback. Lives, queues, service times and faults are
 * those of the simulation's own fleet, played on the wall clock; which replica serves a request is the business of whoever
 * sends it. Tokens of a stream are sent at the instants at which they are out by the model: of a batching replica at the
 * boundaries of its steps, of a slot evenly over the service.
 *
 * Left out: reading a request and writing an answer take the machine's own time, on top of the model's; a black hole
 * swallows completions alone, so that `GET /health` is answered as before.
 */
export class MockDeployment implements FleetObserver {
  readonly spec: DeploymentSpec;
  /** All desired replicas have been ready at once before. */
  everReady = false;
  /** Why a replica could not listen. */
  failure: string | undefined;
  private readonly ports: MockDeploymentPorts;
  private readonly agenda: WallClockAgenda;
  private readonly fleet: Fleet;
  private readonly columns: RequestColumns = new RequestColumns();
  private readonly luck: RequestLuck;
  private readonly held = new Map<number, HeldCall>();
  private readonly servers = new Map<number, ReplicaServer>();
  /** Servers that are gone from the fleet and not yet closed. */
  private readonly closing = new Set<ReplicaServer>();
  private arrived = 0;
  private errorProbability = 0;
  private crashing = false;
  private removed = false;
  private hasChanged = false;

  constructor(spec: DeploymentSpec, ports: MockDeploymentPorts) {
    // Whoever addresses a replica has chosen it: a queue before all of them would undo that.
    this.spec = { ...spec, balancing: "random" };
    this.ports = ports;
    this.luck = ports.luck;
    this.agenda = new WallClockAgenda({
      clock: ports.time.clock,
      after: ports.time.after,
      due: (code, subject) => (code === lookCode ? this.look(subject) : this.fleet.due(code, subject)),
      settled: () => this.settled(),
    });
    this.fleet = new Fleet([this.spec], {
      work: this.columns,
      agenda: this.agenda,
      observer: this,
      startupChance: keyedSource(ports.seed, `mock startup ${ports.name}`, 0),
      luckOf: (request) => this.luck.fate(this.held.get(request)?.serial ?? 0),
      firstCode: firstFleetCode,
    });
  }

  /** Starts the replicas that the spec asks for; `ready`: they need no start-up. */
  begin(ready: boolean): void {
    this.agenda.act(() => this.fleet.create(0, ready));
  }

  scale(replicas: number, drainMs?: number): void {
    this.agenda.act(() => this.fleet.scale(0, replicas, drainMs));
  }

  changeStartup(law: DurationLaw): void {
    this.agenda.act(() => this.fleet.changeStartup(0, law));
  }

  inject(fault: MockFault): void {
    this.agenda.act(() => this.strike(fault));
  }

  /** Its replicas are drained, as by a scale to 0. */
  remove(): void {
    this.removed = true;
    this.agenda.act(() => this.fleet.delete(0));
    this.endIfEmpty();
  }

  /** Every connection is reset, and nothing happens any more; the servers are closed when that has been told to `ended`. */
  close(): void {
    this.removed = true;
    this.agenda.close();
    for (const server of this.servers.values()) this.closing.add(server);
    this.servers.clear();
    for (const server of this.closing) server.crash();
    this.endIfEmpty();
  }

  /** Those that are not gone, oldest first. */
  replicas(): readonly MockReplica[] {
    return [...this.servers].flatMap(([replica, { baseUrl }]) => {
      const state = this.stateOf(replica);
      return state === "gone" ? [] : [{ id: `r-${replica + 1}`, baseUrl, state }];
    });
  }

  get desired(): number {
    return this.fleet.desiredReplicas(0);
  }

  served(request: number): void {
    this.letGo(request)?.answer.served();
  }

  failed(request: number, reason: FailureReason): void {
    const call = this.letGo(request);
    if (reason === "injected") call?.answer.refuse(injectedError);
    else call?.answer.cut();
  }

  answering(request: number): void {
    const call = this.held.get(request);
    if (call?.answer.paced) this.lookAt(this.agenda.nowMs, request, call);
  }

  readinessChanged(): void {
    this.hasChanged = true;
  }

  enrolled(_deployment: number, replica: number): void {
    this.hasChanged = true;
    const server: ReplicaServer = new ReplicaServer({
      state: () => this.stateOf(replica),
      modelsJson: () => this.modelsJson(),
      take: (call, response) => this.take(replica, call, response),
      opened: (error) => {
        if (error !== undefined) this.failure = `replica r-${replica + 1} cannot listen: ${error.message}`;
        this.touch();
      },
      closed: () => {
        this.closing.delete(server);
        this.endIfEmpty();
      },
    });
    this.servers.set(replica, server);
  }

  gone(_deployment: number, replica: number): void {
    this.hasChanged = true;
    const server = this.servers.get(replica);
    if (server === undefined) return;
    this.servers.delete(replica);
    this.closing.add(server);
    if (this.crashing) server.crash();
    else server.retire();
  }

  private strike(fault: MockFault): void {
    switch (fault.kind) {
      case "crash":
        this.crashing = true;
        this.fleet.crash(0, fault.replicas, fault.restart);
        this.crashing = false;
        return;
      case "slow":
        this.fleet.slow(0, fault.factor);
        return;
      case "error-rate":
        this.errorProbability = fault.probability;
        this.fleet.injectErrors(0, fault.probability);
        return;
      case "black-hole":
        this.fleet.blackHole(0, fault.on);
        return;
      case "startup-failure":
        this.fleet.failStartups(0, fault.on);
        return;
    }
  }

  private take(replica: number, call: CompletionCall, response: ServerResponse): () => void {
    return this.agenda.act(() => {
      const request = this.columns.take();
      const serial = this.arrived++ % serialLimit;
      const head = this.headOf(replica, serial, call);
      const answer = (call.stream ? streamedAnswer : wholeAnswer)(response, call, head);
      if (request === undefined) {
        answer.refuse({ ...queueFull, message: `the deployment holds ${heldLimit} requests, as many as it may` });
        return () => {};
      }
      const held: HeldCall = { serial, replica, answer, lookMs: Number.NaN };
      this.bring(request, head, held);
      const reception = this.fleet.submit(request, 0, replica);
      if (reception !== "accepted") {
        this.letGo(request);
        refuse(answer, reception, this.tooLarge(head));
      }
      return () => this.abandon(request, held);
    });
  }

  /** Fills in what the fleet has to know of a request before it gets it. */
  private bring(request: number, head: AnswerHead, held: HeldCall): void {
    const { columns, luck } = this;
    columns.promptTokens[request] = head.promptTokens;
    columns.outputTokens[request] = head.outputTokens;
    columns.exponential[request] = luck.exponential(held.serial);
    columns.normal[request] = luck.normal(held.serial);
    this.held.set(request, held);
  }

  private headOf(replica: number, serial: number, call: CompletionCall): AnswerHead {
    return {
      id: `${call.kind === "chat" ? "chatcmpl" : "cmpl"}-r-${replica + 1}-${serial}`,
      created: Math.floor(this.ports.time.epochMs() / 1000),
      promptTokens: call.promptTokens,
      outputTokens: call.outputTokens ?? this.luck.outputTokens(serial),
    };
  }

  /** The client has gone, or has its answer: what the replica still holds of it leaves at once. */
  private abandon(request: number, call: HeldCall): void {
    if (this.held.get(request) !== call) return;
    this.agenda.act(() => {
      if (this.held.get(request) !== call) return;
      this.fleet.cancel(request, 0);
      this.letGo(request);
    });
  }

  private letGo(request: number): HeldCall | undefined {
    const call = this.held.get(request);
    if (call === undefined) return undefined;
    this.held.delete(request);
    this.columns.release(request);
    return call;
  }

  /** Sends the tokens that are out by now. A look that was not planned for this instant is for a request that has left. */
  private look(request: number): void {
    const call = this.held.get(request);
    if (call === undefined || call.lookMs !== this.agenda.nowMs) return;
    call.lookMs = Number.NaN;
    const out = this.fleet.tokensOut(request, 0);
    // An answer that will fail at its end gives nothing away before: so it can be an error as a whole.
    if (out > 0 && !this.isDoomed(call)) call.answer.tokens(out);
    const nextMs = this.fleet.nextTokenMs(request, 0);
    if (nextMs < Number.POSITIVE_INFINITY) this.lookAt(nextMs, request, call);
  }

  private lookAt(atMs: number, request: number, call: HeldCall): void {
    call.lookMs = atMs;
    this.agenda.schedule(atMs, lookCode, request);
  }

  private isDoomed({ serial }: HeldCall): boolean {
    return this.errorProbability > 0 && this.luck.fate(serial) < this.errorProbability;
  }

  private tooLarge({ promptTokens, outputTokens }: AnswerHead): ReplicaError {
    const room = this.spec.replica.kind === "batching" ? this.spec.replica.kvTokens : 0;
    const got = `${promptTokens} of the prompt and ${outputTokens} of the answer`;
    return badCall(400, "context_length_exceeded", `expected at most ${room} tokens together, got ${got}`);
  }

  /** The fleet may call a replica ready before its server has a port. */
  private stateOf(replica: number): ReplicaState {
    const state = this.fleet.replicaState(0, replica);
    return state === "ready" && this.servers.get(replica)?.baseUrl === undefined ? "starting" : state;
  }

  private modelsJson(): string {
    const created = Math.floor(this.ports.time.epochMs() / 1000);
    const model = { id: this.ports.baseModel, object: "model", created, owned_by: "shuntyard" };
    return JSON.stringify({ object: "list", data: [model] });
  }

  private touch(): void {
    this.hasChanged = true;
    this.agenda.act(() => {});
  }

  private settled(): void {
    if (!this.hasChanged) return;
    this.hasChanged = false;
    if (!this.everReady) this.everReady = this.readyCount() >= this.desired;
    this.ports.changed();
    this.endIfEmpty();
  }

  private readyCount(): number {
    return this.replicas().filter(({ state }) => state === "ready").length;
  }

  private endIfEmpty(): void {
    if (this.removed && this.servers.size === 0 && this.closing.size === 0) this.ports.ended();
  }
}

/** Tells the client what the reception of its request was; one that was swallowed hears nothing, ever. */
function refuse(answer: Answer, reception: Exclude<Reception, "accepted">, tooLarge: ReplicaError): void {
  switch (reception) {
    case "queue-full":
      answer.refuse(queueFull);
      return;
    case "too-large":
      answer.refuse(tooLarge);
      return;
    case "not-ready":
      answer.refuse(notReady);
      return;
    case "swallowed":
      return;
  }
}
