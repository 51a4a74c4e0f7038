import type { IncomingMessage, ServerResponse } from "node:http";
import type { Registry } from "prom-client";
import type { Clock } from "../../engine/clock.ts";
import type { RandomSource } from "../../engine/randomSource.ts";
import { bearerKey } from "../control/principal.ts";
import type { RoutingPlan, RoutingPlanFeed } from "../routingPlan.ts";
import { unattributed } from "./attribution.ts";
import { completionBody } from "./completionBody.ts";
import { DeploymentLoads } from "./deploymentLoads.ts";
import { doorCall } from "./doorCall.ts";
import type { DoorError } from "./doorError.ts";
import { type DoorLimits, usualDoorLimits } from "./doorLimits.ts";
import { DoorMetrics } from "./doorMetrics.ts";
import { Exchange, type ExchangeSetting } from "./exchange.ts";
import { requestHeaders } from "./forwardedHeaders.ts";
import { modelByName, modelList } from "./modelList.ts";
import { OpenAnswers } from "./openAnswers.ts";
import { PlannedRoutes } from "./plannedRoutes.ts";
import { readBody } from "./readBody.ts";
import { shuttingDown, tooLarge, unknownKey, unknownModel, unreadableEncoding } from "./refusals.ts";
import { replaceModel } from "./replaceModel.ts";
import { ReplicaLinks } from "./replicaLinks.ts";
import { RetryBudget } from "./retryBudget.ts";
import { sendError, sendJson } from "./sendWhole.ts";
import { sessionHeader } from "./sessionKey.ts";
import { SessionMemory } from "./sessionMemory.ts";
import type { Target } from "./target.ts";
import { Watch } from "./watch.ts";

export interface DoorOptions {
  readonly feed: RoutingPlanFeed;
  /** The account of a key, or of a caller without one; undefined when it may not call. Asked once a request. */
  readonly authenticate: (key: string | undefined) => string | undefined;
  /** Picks the replicas. */
  readonly random: RandomSource;
  readonly clock: Clock;
  readonly limits?: Partial<DoorLimits>;
  /** Replicas are asked for the base model of their deployment instead of the name that the client called. */
  readonly sendBaseModel?: boolean;
  /** Where the metrics are kept; its own when absent. */
  readonly registry?: Registry;
}

/** The data plane: requests of the OpenAI API in, to the replicas that the routing plan says. */
export interface Door {
  /** For a server of `node:http`; see `createDoorServer`. */
  readonly listener: (request: IncomingMessage, response: ServerResponse) => void;
  readonly metrics: DoorMetrics;
  /** Revision of the plan that requests are routed by now. */
  readonly revision: () => number;
  /** Requests whose answers have not ended. */
  readonly inFlight: () => number;
  /**
   * From now on every request is refused with 503. Resolves when the answers in flight have ended; what has not after the
   * grace period (milliseconds, >= 0) is cut. Further calls wait for the first one.
   */
  readonly drain: (graceMs: number) => Promise<void>;
}

export function door(options: DoorOptions): Door {
  const open = new OpenDoor(options);
  return {
    listener: (request, response) => open.listen(request, response),
    metrics: open.metrics,
    revision: () => open.plan().revision,
    inFlight: () => open.inFlight(),
    drain: (graceMs) => open.drain(graceMs),
  };
}

class OpenDoor {
  readonly metrics: DoorMetrics;
  private readonly options: DoorOptions;
  private readonly limits: DoorLimits;
  private readonly links: ReplicaLinks;
  private readonly loads = new DeploymentLoads();
  private readonly setting: ExchangeSetting;
  private readonly endFeed: () => void;
  private readonly answers = new OpenAnswers();
  private routes: PlannedRoutes;
  private drained: Promise<void> | undefined;

  constructor(options: DoorOptions) {
    this.options = options;
    this.limits = { ...usualDoorLimits, ...options.limits };
    const { limits, loads } = this;
    this.links = new ReplicaLinks(limits);
    this.routes = this.routesOf(options.feed.current);
    const view = { plan: () => this.plan(), inFlight: () => this.inFlight(), loads };
    this.metrics = new DoorMetrics(view, options.registry);
    this.setting = {
      limits,
      watch: new Watch(Math.min(limits.firstByteMs, limits.idleMs, limits.totalMs)),
      clock: options.clock,
      random: options.random,
      sessions: new SessionMemory(limits.sessions),
      budget: new RetryBudget(limits.retryShare, limits.retryReserve),
      metrics: this.metrics,
      draining: () => this.drained !== undefined,
      find: (caller, model) => this.routes.find(caller, model),
      bodyFor: options.sendBaseModel === true ? bodyForBaseModel : (_, body) => body,
    };
    this.endFeed = options.feed.subscribe((plan) => {
      this.routes = this.routesOf(plan);
    });
  }

  plan(): RoutingPlan {
    return this.routes.plan;
  }

  inFlight(): number {
    return this.answers.count;
  }

  listen(request: IncomingMessage, response: ServerResponse): void {
    this.answers.add(response);
    this.attend(request, response, () => this.receive(request, response));
  }

  drain(graceMs: number): Promise<void> {
    this.drained ??= this.finish(graceMs);
    return this.drained;
  }

  /** Begins to answer, or says why not. */
  private receive(request: IncomingMessage, response: ServerResponse): DoorError | undefined {
    if (this.drained !== undefined) return shuttingDown(this.limits.retryAfterSeconds);
    const call = doorCall(request.method ?? "", request.url ?? "");
    if ("code" in call) return call;
    const caller = this.options.authenticate(bearerKey(request.headers.authorization));
    if (caller === undefined) return unknownKey;
    if (call.kind === "model") return this.tellModel(response, call.name, caller);
    if (call.kind === "models") {
      sendJson(response, 200, modelList(this.plan(), caller), unattributed);
      return undefined;
    }
    const encoding = request.headers["content-encoding"] ?? "identity";
    if (encoding.toLowerCase() !== "identity") return unreadableEncoding(encoding);
    const asked = { request, response, caller, path: call.path, arrivedMs: this.options.clock.nowMs() };
    readBody(request, this.limits.bodyBytes, (body) =>
      this.attend(request, response, () => this.complete(asked, body)),
    );
    return undefined;
  }

  private tellModel(response: ServerResponse, name: string, caller: string): DoorError | undefined {
    const model = modelByName(this.plan(), caller, name);
    if (model === undefined) return unknownModel(name);
    sendJson(response, 200, model, unattributed);
    return undefined;
  }

  private complete(asked: Asked, body: Buffer | "too large"): DoorError | undefined {
    if (body === "too large") return tooLarge(this.limits.bodyBytes);
    const read = completionBody(body);
    if ("code" in read) return read;
    const { request, response, caller, path, arrivedMs } = asked;
    const { model, user } = read;
    const route = this.routes.find(caller, model);
    if (route === undefined) return unknownModel(model);
    const { rawHeaders, headers } = request;
    const order = {
      caller,
      model,
      path,
      headers: requestHeaders(rawHeaders),
      body,
      session: headers[sessionHeader],
      user,
      arrivedMs,
    };
    new Exchange(this.setting, response, order, route).begin();
    return undefined;
  }

  /** Refuses what cannot be done. A mistake of ours costs one request, not the process. */
  private attend(request: IncomingMessage, response: ServerResponse, work: () => DoorError | undefined): void {
    try {
      const error = work();
      if (error !== undefined) this.refuse(request, response, error);
    } catch (error) {
      this.refuse(request, response, internal(error));
    }
  }

  /** Answers at the door. What is left of the body is read and thrown away, as far as the server allows. */
  private refuse(request: IncomingMessage, response: ServerResponse, error: DoorError): void {
    this.metrics.end(nobody, "refused", { durationMs: 0 });
    sendError(response, error, unattributed);
    request.resume();
  }

  private routesOf(plan: RoutingPlan): PlannedRoutes {
    this.loads.keepOnly(plan);
    this.links.keepOnly(plan);
    return new PlannedRoutes(plan, this.links, this.loads, this.options.clock);
  }

  private async finish(graceMs: number): Promise<void> {
    await this.answers.none(graceMs);
    this.answers.cut();
    this.endFeed();
    await this.links.destroy();
  }
}

/** A completion whose body is not read yet. */
interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly caller: string;
  readonly path: string;
  readonly arrivedMs: number;
}

const nobody = { account: "", router: "", deployment: "" };

function bodyForBaseModel({ baseModel }: Target, body: Buffer): string {
  return replaceModel(body.toString("utf8"), baseModel);
}

function internal(error: unknown): DoorError {
  const reason = error instanceof Error ? error.message : String(error);
  return { status: 500, type: "server_error", code: "internal", message: `this request cannot be routed: ${reason}` };
}
