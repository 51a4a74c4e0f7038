import { mustBePositive } from "../engine/mustBePositive.ts";
import type { AlarmClock } from "./alarmClock.ts";
import type { Exchange } from "./answerReader.ts";
import { type Attributed, type Attribution, attribute, needsBody } from "./attribution.ts";
import { Connection, type HttpRequest } from "./connection.ts";
import { monotonicClock } from "./monotonicClock.ts";
import { OpenLoop } from "./openLoop.ts";
import { SendingOrder } from "./sendingOrder.ts";

/** Requests to an endpoint behind a router, and who is told where they went. */
export interface ProbeJob {
  /** http: or https:. Credentials in it are not sent: a header carries them. */
  readonly target: URL;
  /** Default: POST with a body, else GET. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly attribution: Attribution;
  /** At most. */
  readonly requests: number;
  /** Request i, from 0, is sent i / rate seconds after the first, or later where `concurrency` holds it back. */
  readonly ratePerSecond: number;
  /**
   * Requests in flight at most, each on a connection of its own. With 1 the answers tell the router's picks in the very
   * order in which it made them. With more, requests that are under way together may be picked in another order than that
   * of sending: the split is right as ever, the evidence on order is blurred over that many requests.
   */
  readonly concurrency: number;
  /** Of one request, from sending to the last byte of its answer. */
  readonly timeoutMs: number;
  /** Default true. False: a new connection for each request, for routers that pick once a connection. */
  readonly connectionReuse?: boolean;
  /** Called once for each request that was sent, in the order of sending. What it throws ends the probe and rejects it. */
  readonly onAnswer: (answer: ProbeAnswer) => void;
  /** Asked after each answer until it says yes: then no more is sent, and what is in flight is waited for. */
  readonly isDecided: () => boolean;
  /** Ends the probe at once: requests in flight are told as unattributed, "no answer when the check ended". */
  readonly signal?: AbortSignal;
}

/** Where one request went, or why that cannot be known. */
export type ProbeAnswer = Attributed & {
  /** Number of the request, from 0. */
  readonly index: number;
  /** When it was sent, milliseconds since the probe began. */
  readonly atMs: number;
  /** Which of the connections it took, from 0; each stays open for the next request unless `connectionReuse` is false. */
  readonly connection: number;
};

/**
 * How a probe ended. `unreachable`: the first 20 requests to end (or all, if fewer were asked for) got no answer over
 * HTTP at all.
 */
export interface ProbeEnd {
  readonly sent: number;
  /** Of those sent: with a status, attributed or not. */
  readonly answered: number;
  /** Of those sent: later than planned, because `concurrency` requests were in flight. */
  readonly heldBack: number;
  readonly stopped: Stop;
  /** Why the last of the requests without a status got none, in few words. Absent when all got one. */
  readonly lastError?: string;
}

type Stop = "decided" | "requests" | "aborted" | "unreachable";

/** Of requests that were in flight when the probe was ended from outside. */
const unanswered = "no answer when the check ended";

/** Failures, and no answer, after which an endpoint counts as unreachable. */
const hopelessFailures = 20;

/**
 * Sends requests to an endpoint in an open loop and tells which deployment answered each. Redirects are not followed. All
 * connections are closed when it resolves.
 *
 * @throws what the callbacks throw; RangeError for a target that is neither http: nor https:, and for a rate, concurrency
 * or timeout that is not a finite number above 0
 */
export async function probe(job: ProbeJob, clock: AlarmClock = monotonicClock()): Promise<ProbeEnd> {
  return new RunningProbe(job, clock).run();
}

class RunningProbe {
  private readonly job: ProbeJob;
  private readonly clock: AlarmClock;
  private readonly request: HttpRequest;
  private readonly loop: OpenLoop;
  private readonly order: SendingOrder<ProbeAnswer>;
  private readonly connections: Connection[] = [];
  private readonly idle: Connection[] = [];
  private finish: () => void = () => {};
  private failure: { readonly error: unknown } | undefined;
  private stopped: Stop | undefined;
  private answered = 0;
  private unanswered = 0;
  private hasCutOff = false;
  private lastError: string | undefined;

  constructor(job: ProbeJob, clock: AlarmClock) {
    this.job = job;
    this.clock = clock;
    this.request = requestOf(job);
    this.loop = new OpenLoop(job, clock, (index) => void this.send(index));
    this.order = new SendingOrder((answer) => this.report(answer));
  }

  async run(): Promise<ProbeEnd> {
    const { signal } = this.job;
    const interrupt = (): void => this.stopNow("aborted");
    signal?.addEventListener("abort", interrupt, { once: true });
    const finished = new Promise<void>((resolve) => {
      this.finish = resolve;
    });
    if (signal?.aborted === true) interrupt();
    else this.loop.start();
    if (!this.loop.isOver) await finished;
    signal?.removeEventListener("abort", interrupt);
    await Promise.all(this.connections.map((connection) => connection.close()));
    if (this.failure !== undefined) throw this.failure.error;
    return this.end;
  }

  private get end(): ProbeEnd {
    return {
      sent: this.loop.sent,
      answered: this.answered,
      heldBack: this.loop.heldBack,
      stopped: this.stopped ?? "requests",
      ...(this.lastError === undefined ? {} : { lastError: this.lastError }),
    };
  }

  private async send(index: number): Promise<void> {
    const atMs = this.clock.nowMs();
    const connection = this.idle.pop() ?? this.openConnection();
    const number = this.connections.indexOf(connection);
    const exchange = await connection.exchange();
    this.idle.push(connection);
    try {
      this.count(exchange);
      this.order.put(index, { ...this.attribute(exchange), index, atMs, connection: number });
    } catch (error) {
      this.failure ??= { error };
      this.stopNow("aborted");
    }
    this.loop.ended();
    if (this.loop.isOver) this.finish();
  }

  private openConnection(): Connection {
    const connection = new Connection(this.request);
    this.connections.push(connection);
    return connection;
  }

  private attribute(exchange: Exchange): Attributed {
    if (exchange.kind === "failure") return { kind: "none", reason: exchange.reason };
    return attribute(this.job.attribution, exchange.answer);
  }

  private count(exchange: Exchange): void {
    if (exchange.kind === "answer") {
      this.answered++;
      return;
    }
    // What the probe itself cut off says nothing about the endpoint.
    if (this.hasCutOff) return;
    this.lastError = exchange.reason;
    this.unanswered++;
    const isHopeless = this.unanswered >= Math.min(hopelessFailures, this.job.requests);
    if (isHopeless && this.answered === 0 && this.stopped === undefined) {
      this.stopNow("unreachable");
    }
  }

  private report(answer: ProbeAnswer): void {
    if (this.failure !== undefined) return;
    this.job.onAnswer(answer);
    if (this.stopped === undefined && this.job.isDecided()) this.stop("decided");
  }

  private stop(why: Stop): void {
    this.stopped ??= why;
    this.loop.stop();
  }

  private stopNow(why: Stop): void {
    this.stop(why);
    this.hasCutOff = true;
    for (const connection of this.connections) connection.giveUp(unanswered);
    // Between two requests there is none whose end would say so.
    if (this.loop.isOver) this.finish();
  }
}

function requestOf(job: ProbeJob): HttpRequest {
  const { target, method, headers, body, timeoutMs, connectionReuse, attribution } = job;
  if (!["http:", "https:"].includes(target.protocol)) {
    throw new RangeError(`a target is an address that begins with http: or https:, got ${target.protocol}`);
  }
  mustBePositive("the timeout", timeoutMs);
  return {
    target,
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: headers ?? {},
    ...(body === undefined ? {} : { body }),
    timeoutMs,
    connectionReuse: connectionReuse ?? true,
    keepBody: needsBody(attribution),
  };
}
