import type { ServerResponse } from "node:http";
import { nextTick } from "node:process";
import type { Clock } from "../../engine/clock.ts";
import type { RandomSource } from "../../engine/randomSource.ts";
import { quote } from "../../scenario/quote.ts";
import type { Outcome } from "../../traffic/outcome.ts";
import { Attempt, type AttemptReceiver } from "./attempt.ts";
import { type Attribution, addAttribution } from "./attribution.ts";
import { type DoorError, unavailable } from "./doorError.ts";
import type { DoorLimits } from "./doorLimits.ts";
import type { DoorMetrics, DoorOutcome } from "./doorMetrics.ts";
import { type AttemptFailure, codeOf, failureOfAttempt } from "./failureOfAttempt.ts";
import { answerHeaders } from "./forwardedHeaders.ts";
import type { ReplicaLink } from "./replicaLink.ts";
import type { RetryBudget } from "./retryBudget.ts";
import type { Route } from "./route.ts";
import { sendError } from "./sendWhole.ts";
import type { SessionMemory } from "./sessionMemory.ts";
import type { Target } from "./target.ts";

/** What all exchanges of a door share. */
export interface ExchangeSetting {
  readonly limits: DoorLimits;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly sessions: SessionMemory;
  readonly budget: RetryBudget;
  readonly metrics: DoorMetrics;
  readonly draining: () => boolean;
}

/** A completion as it is asked of a replica. */
export interface CompletionOrder {
  /** The name that was called, for messages. */
  readonly model: string;
  readonly path: string;
  readonly headers: string[];
  readonly bodyFor: (target: Target) => Buffer | string;
  /** Key of its session; asked for only where sessions count. */
  readonly session: () => string | undefined;
  /** When the request came, by the clock of the door. */
  readonly arrivedMs: number;
  /** What the name stands for at this moment. */
  readonly route: () => Route | undefined;
}

/**
 * One completion from its routing to the end of its answer. The answer is passed on as it comes. Until its first byte,
 * another replica is asked when no connection could be had, when it broke, or when the replica answered 503; then the
 * same name is routed again, by the plan of that moment and without the replicas that have been tried. After a time-out
 * nobody else is asked: the replica may still be at work, and a second one would double the load.
 */
export class Exchange implements AttemptReceiver {
  private readonly setting: ExchangeSetting;
  private readonly response: ServerResponse;
  private readonly order: CompletionOrder;
  private readonly firstRoute: Route;
  private readonly timer: NodeJS.Timeout;
  private attempt: Attempt | undefined;
  private attempts = 0;
  private tried: ReadonlySet<ReplicaLink> | undefined;
  private outcome: DoorOutcome | undefined;
  private firstByteMs: number | undefined;
  private bodyBytes: number | undefined;
  private flowing = false;

  constructor(setting: ExchangeSetting, response: ServerResponse, order: CompletionOrder, route: Route) {
    this.setting = setting;
    this.response = response;
    this.order = order;
    this.firstRoute = route;
    this.timer = setTimeout(() => this.runOutOfTime(), setting.limits.totalMs);
    response.once("close", () => this.close());
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

  head(attempt: Attempt, status: number, headers: readonly (Buffer | string)[], bodyBytes?: number): boolean {
    if (status === 503) {
      const next = this.another(attempt, false);
      if (next !== undefined) {
        this.send(next);
        return false;
      }
    }
    const forwarded = answerHeaders(headers);
    addAttribution(forwarded, this.attribution());
    if (this.setting.draining()) forwarded.push("connection", "close");
    this.outcome = outcomeOfStatus(status);
    this.bodyBytes = bodyBytes;
    this.response.writeHead(status, forwarded);
    // A body that came along goes out with the head; a head that came alone does not wait for it.
    nextTick(flushHead, this);
    return true;
  }

  chunk(chunk: Buffer): boolean {
    if (!this.flowing) {
      this.flowing = true;
      this.firstByteMs = this.setting.clock.nowMs() - this.order.arrivedMs;
    }
    if (chunk.length === this.bodyBytes) {
      // A body that came in one piece goes out with its end, in one write.
      this.response.end(chunk);
      return true;
    }
    if (this.response.write(chunk)) return true;
    this.response.once("drain", () => this.attempt?.resume());
    return false;
  }

  end(): void {
    this.flowing = true;
    if (!this.response.writableEnded) this.response.end();
  }

  failed(attempt: Attempt, error: Error): void {
    const failure = failureOfAttempt(error, attempt.sent);
    if (this.response.headersSent) {
      // A client must not take half an answer for a whole one.
      this.outcome = failure === "timed-out" ? "timed-out" : "failed";
      this.response.destroy();
      return;
    }
    const retried = failure === "unreachable" || failure === "broken";
    const next = retried ? this.another(attempt, failure === "broken") : undefined;
    if (next !== undefined) this.send(next);
    else if (failure === "timed-out") this.refuse("timed-out", this.timedOut(this.setting.limits.firstByteMs));
    else this.refuse("failed", this.badGateway(failure, error));
  }

  /** Sends the head of an answer whose body has not begun. */
  flushHead(): void {
    if (!this.flowing) this.response.flushHeaders();
  }

  private send(target: Target): void {
    const { path, headers, bodyFor } = this.order;
    this.attempts++;
    const attempt = new Attempt(target, this);
    this.attempt = attempt;
    target.link.post(path, headers, bodyFor(target), attempt);
  }

  /** Who is asked next, if anybody may be. */
  private another({ target }: Attempt, orTheSame: boolean): Target | undefined {
    const { limits, random, sessions, budget } = this.setting;
    if (this.attempts >= limits.attempts) return undefined;
    this.tried = new Set([...(this.tried ?? []), target.link]);
    const route = this.order.route();
    if (route === undefined) return undefined;
    const session = this.sessionOn(route);
    const other = route.without(this.tried).pickAgain(random, session, sessions);
    const next = other ?? (orTheSame ? route.pickAgain(random, session, sessions) : undefined);
    return next !== undefined && budget.takeOut() ? next : undefined;
  }

  private sessionOn({ spec }: Route): string | undefined {
    return spec.sessionAffinity ? this.order.session() : undefined;
  }

  private runOutOfTime(): void {
    this.attempt?.cancel();
    if (this.response.headersSent) {
      this.outcome = "timed-out";
      this.response.destroy();
    } else this.refuse("timed-out", this.timedOut(this.setting.limits.totalMs));
  }

  private refuse(outcome: Outcome, error: DoorError): void {
    this.outcome = outcome;
    sendError(this.response, error, this.attribution());
  }

  /** The answer is out, or nobody is there to take it. */
  private close(): void {
    clearTimeout(this.timer);
    const ended = this.response.writableFinished;
    const outcome = ended || this.wasCut() ? this.outcome : "cancelled";
    this.attempt?.cancel();
    const { clock, metrics } = this.setting;
    const { account, router = "" } = this.firstRoute.spec;
    const deployment = this.attempt?.target.load.deployment ?? "";
    const durationMs = clock.nowMs() - this.order.arrivedMs;
    metrics.end(
      { account, router, deployment },
      outcome ?? "cancelled",
      this.firstByteMs === undefined ? { durationMs } : { durationMs, firstByteMs: this.firstByteMs },
    );
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

function flushHead(exchange: Exchange): void {
  exchange.flushHead();
}

function outcomeOfStatus(status: number): Outcome {
  if (status === 429 || status === 503) return "rejected";
  return status >= 500 ? "failed" : "served";
}
