import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { nextTick } from "node:process";
import type { Clock } from "../../engine/clock.ts";
import type { RandomSource } from "../../engine/randomSource.ts";
import { quote } from "../../scenario/quote.ts";
import type { Outcome } from "../../traffic/outcome.ts";
import { Attempt, type AttemptReceiver } from "./attempt.ts";
import { type Attribution, addAttribution } from "./attribution.ts";
import { chunkFrame, lastChunk } from "./chunkFrame.ts";
import { type DoorError, unavailable } from "./doorError.ts";
import type { DoorLimits } from "./doorLimits.ts";
import type { DoorOutcome, EndTimes, Tallied } from "./doorMetrics.ts";
import { type AttemptFailure, codeOf, failureOfAttempt } from "./failureOfAttempt.ts";
import { answerHead } from "./forwardedHeaders.ts";
import type { ReplicaLink } from "./replicaLink.ts";
import type { RetryBudget } from "./retryBudget.ts";
import type { Route } from "./route.ts";
import { sendError } from "./sendWhole.ts";
import { sessionKey } from "./sessionKey.ts";
import type { SessionMemory } from "./sessionMemory.ts";
import type { Target } from "./target.ts";
import type { Watch, Watched } from "./watch.ts";

/** What all exchanges of a door share. */
export interface ExchangeSetting {
  readonly limits: DoorLimits;
  readonly watch: Watch;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly sessions: SessionMemory;
  readonly budget: RetryBudget;
  readonly metrics: ExchangeAccounts;
  readonly draining: () => boolean;
  /** What a name stands for at this moment. */
  readonly find: (caller: string, model: string) => Route | undefined;
  /** The body as a replica is asked. */
  readonly bodyFor: (target: Target, body: Buffer) => Buffer | string;
}

/** Who is told how requests end. */
export interface ExchangeAccounts {
  end(of: Tallied, outcome: DoorOutcome, times: EndTimes): void;
}

/** A completion as it is asked of a replica. */
export interface CompletionOrder {
  readonly caller: string;
  /** The name that was called. */
  readonly model: string;
  readonly path: string;
  readonly headers: string[];
  readonly body: Buffer;
  /** What names its session: the header, and the user of the body. */
  readonly session: string | readonly string[] | undefined;
  readonly user: string | undefined;
  /** When the request came, by the clock of the door. */
  readonly arrivedMs: number;
}

/**
 * One completion from its routing to the end of its answer. The answer is passed on as it comes. Until its first byte,
 * another replica is asked when no connection could be had, when it broke, or when the replica answered 503; then the
 * same name is routed again, by the plan of that moment and without the replicas that have been tried. After a time-out
 * nobody else is asked: the replica may still be at work, and a second one would double the load.
 */
export class Exchange implements AttemptReceiver, Watched {
  private readonly setting: ExchangeSetting;
  private readonly response: ServerResponse;
  private readonly order: CompletionOrder;
  private readonly firstRoute: Route;
  private readonly place: number;
  /** The looks of the watch when it began, and when what is awaited began to be. */
  private begun: number;
  private since = 0;
  private awaited: "nothing" | "head" | "chunk" = "nothing";
  private attempt: Attempt | undefined;
  private attempts = 0;
  private tried: ReadonlySet<ReplicaLink> | undefined;
  private outcome: DoorOutcome | undefined;
  private firstByteMs: number | undefined;
  private bodyBytes: number | undefined;
  private flowing = false;
  /** The body goes out in chunks, which are framed here. */
  private chunked = false;

  constructor(setting: ExchangeSetting, response: ServerResponse, order: CompletionOrder, route: Route) {
    this.setting = setting;
    this.response = response;
    this.order = order;
    this.firstRoute = route;
    this.begun = setting.watch.looks;
    this.place = setting.watch.add(this);
    response.on("close", () => this.close());
  }

  begin(): void {
    const { random, sessions, budget } = this.setting;
    const route = this.firstRoute;
    budget.payIn();
    const session = this.sessionOn(route);
    const target = session === undefined ? route.pick(random) : route.pickForSession(random, session, sessions);
    if (target === undefined) this.refuse("unroutable", this.unroutable());
    else this.send(target);
  }

  check(look: number): void {
    const { limits, watch } = this.setting;
    if (look - this.begun >= watch.looksOf(limits.totalMs)) {
      this.begun = look;
      this.timeOut(limits.totalMs);
    } else if (this.awaited !== "nothing") {
      const limitMs = this.awaited === "head" ? limits.firstByteMs : limits.idleMs;
      if (look - this.since >= watch.looksOf(limitMs)) this.timeOut(limitMs);
    }
  }

  sent(): void {
    this.await("head");
  }

  interim(): void {
    this.await("head");
  }

  head(attempt: Attempt, status: number, raw: readonly Buffer[]): boolean {
    this.awaited = "nothing";
    if (status === 503) {
      const next = this.another(attempt, false);
      if (next !== undefined) {
        this.send(next);
        return false;
      }
    }
    const { headers, bodyBytes } = answerHead(raw);
    addAttribution(headers, this.attribution());
    if (this.setting.draining()) headers.push("connection", "close");
    this.outcome = outcomeOfStatus(status);
    this.bodyBytes = bodyBytes;
    this.response.writeHead(status, headers);
    this.chunked = this.response.chunkedEncoding;
    this.response.chunkedEncoding = false;
    this.await("chunk");
    // A body that came along goes out with the head; a head that came alone does not wait for it.
    nextTick(flushHead, this);
    return true;
  }

  chunk(chunk: Buffer): boolean {
    // After a pause there may come nothing, and a chunk of nothing would end the body.
    if (chunk.length === 0) return true;
    const out = this.flowing ? this.outlet() : this.response;
    if (!this.flowing) {
      this.flowing = true;
      this.firstByteMs = this.setting.clock.nowMs() - this.order.arrivedMs;
    }
    this.since = this.setting.watch.looks;
    if (chunk.length === this.bodyBytes) {
      // A body that came in one piece goes out with its end, in one write.
      this.response.end(chunk);
      return true;
    }
    if (out.write(this.chunked ? chunkFrame(chunk) : chunk)) return true;
    this.awaited = "nothing";
    // Not at once: this may be told while another answer is being read, and one at a time can be.
    out.once("drain", () => nextTick(resume, this));
    return false;
  }

  end(): void {
    this.awaited = "nothing";
    this.flowing = true;
    if (this.response.writableEnded) return;
    if (this.chunked) this.response.end(lastChunk, "latin1");
    else this.response.end();
  }

  failed(attempt: Attempt, error: Error): void {
    this.awaited = "nothing";
    const failure = failureOfAttempt(error, attempt.sent);
    if (this.response.headersSent) {
      this.breakOff("failed");
      return;
    }
    const next = failure === "unreadable" ? undefined : this.another(attempt, failure === "broken");
    if (next === undefined) this.refuse("failed", this.badGateway(failure, error));
    else this.send(next);
  }

  /** Sends the head of an answer whose body has not begun. */
  flushHead(): void {
    if (!this.flowing) this.response.flushHeaders();
  }

  /**
   * Where the body goes on after its first piece. Straight to the connection: a response would hold every piece back until
   * the end of the tick, to send it along with others that do not come, which costs a third of all that a piece costs.
   * Before it has its turn (pipelining) a response has no connection, and keeps what comes.
   */
  private outlet(): ServerResponse | Socket {
    return this.response.socket ?? this.response;
  }

  private send(target: Target): void {
    const { path, headers, body } = this.order;
    this.attempts++;
    const attempt = new Attempt(target, this);
    this.attempt = attempt;
    attempt.send(path, headers, this.setting.bodyFor(target, body));
  }

  private await(what: "head" | "chunk"): void {
    this.awaited = what;
    this.since = this.setting.watch.looks;
  }

  /** The client has taken what there was. */
  resume(): void {
    if (this.response.writableEnded || this.response.destroyed) return;
    this.await("chunk");
    this.attempt?.resume();
  }

  /** Who is asked next, if anybody may be. */
  private another({ target }: Attempt, orTheSame: boolean): Target | undefined {
    const { limits, random, sessions, budget } = this.setting;
    if (this.attempts >= limits.attempts) return undefined;
    this.tried = new Set([...(this.tried ?? []), target.link]);
    const route = this.setting.find(this.order.caller, this.order.model);
    if (route === undefined) return undefined;
    const session = this.sessionOn(route);
    const other = route.without(this.tried).pickAgain(random, session, sessions);
    const next = other ?? (orTheSame ? route.pickAgain(random, session, sessions) : undefined);
    return next !== undefined && budget.takeOut() ? next : undefined;
  }

  private sessionOn({ spec }: Route): string | undefined {
    return spec.sessionAffinity ? sessionKey(this.order.session, this.order.user) : undefined;
  }

  private timeOut(limitMs: number): void {
    this.awaited = "nothing";
    this.attempt?.cancel();
    if (this.response.headersSent) this.breakOff("timed-out");
    else this.refuse("timed-out", this.timedOut(limitMs));
  }

  /** A client must not take half an answer for a whole one. */
  private breakOff(outcome: "failed" | "timed-out"): void {
    this.outcome = outcome;
    this.response.destroy();
  }

  private refuse(outcome: Outcome, error: DoorError): void {
    this.outcome = outcome;
    sendError(this.response, error, this.attribution());
  }

  /** The answer is out, or nobody is there to take it. */
  private close(): void {
    this.setting.watch.remove(this.place);
    this.awaited = "nothing";
    const ended = this.response.writableFinished;
    const outcome = ended || this.wasCut() ? this.outcome : "cancelled";
    this.attempt?.cancel();
    const { clock, metrics } = this.setting;
    const { account, router = "" } = this.firstRoute.spec;
    const deployment = this.attempt?.target.load.deployment ?? "";
    const durationMs = clock.nowMs() - this.order.arrivedMs;
    const times = { durationMs, firstByteMs: this.firstByteMs };
    metrics.end({ account, router, deployment }, outcome ?? "cancelled", times);
  }

  /** It was the door that broke the answer off. */
  private wasCut(): boolean {
    return this.outcome === "failed" || this.outcome === "timed-out";
  }

  private attribution(): Attribution {
    const target = this.attempt?.target;
    return {
      router: this.firstRoute.spec.router,
      deployment: target?.load.deployment,
      replica: target?.replica,
      attempts: this.attempts,
    };
  }

  private unroutable(): DoorError {
    const message = `no replica of ${quote(this.order.model)} may get traffic: its deployments have no ready replica, or weight 0`;
    return unavailable("unroutable", message, this.setting.limits.retryAfterSeconds);
  }

  private timedOut(limitMs: number): DoorError {
    const message = `${this.lastReplica()} gave no whole answer within ${limitMs} ms`;
    return { status: 504, type: "server_error", code: "replica_timed_out", message };
  }

  private badGateway(failure: AttemptFailure, error: Error): DoorError {
    const what = failure === "unreadable" ? "gave an answer that is not HTTP" : `could not be asked (${failure})`;
    const message = `${this.lastReplica()} ${what}: ${codeOf(error)}, after ${this.attempts} attempt${this.attempts === 1 ? "" : "s"}`;
    return { status: 502, type: "server_error", code: "replica_failed", message };
  }

  private lastReplica(): string {
    const target = this.attempt?.target;
    return `replica ${target?.replica ?? ""} of deployment ${target?.load.deployment ?? ""}`;
  }
}

function resume(exchange: Exchange): void {
  exchange.resume();
}

function flushHead(exchange: Exchange): void {
  exchange.flushHead();
}

function outcomeOfStatus(status: number): Outcome {
  if (status === 429 || status === 503) return "rejected";
  return status >= 500 ? "failed" : "served";
}
