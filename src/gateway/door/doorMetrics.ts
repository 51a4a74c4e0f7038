import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Outcome } from "../../traffic/outcome.ts";
import type { RoutingPlan } from "../routingPlan.ts";
import type { DeploymentLoads } from "./deploymentLoads.ts";

/**
 * How a request can end at the door: as requests end everywhere, or `cancelled` by its client, or `refused` by the door
 * itself (no valid key, no such model, not a request).
 */
export type DoorOutcome = Outcome | "cancelled" | "refused";

/** Whom a request counts for; bare ids, empty where there is none. */
export interface Tallied {
  readonly account: string;
  readonly router: string;
  readonly deployment: string;
}

/** How many requests of one kind have ended. */
export interface RequestCount extends Tallied {
  readonly outcome: DoorOutcome;
  readonly count: number;
}

/** What the door observes. Gauges that only the door can read are asked for when somebody looks. */
export interface DoorView {
  readonly plan: () => RoutingPlan;
  readonly inFlight: () => number;
  readonly loads: DeploymentLoads;
}

const labels = ["account", "router", "deployment"] as const;
const perDeployment = ["account", "deployment"] as const;

/** Seconds, from a token of a small model to the longest answer. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];

/**
 * Counts of the data plane, as plain numbers and for Prometheus. A request costs two observations and one look-up; the
 * rest is put into the form of Prometheus when it is asked for.
 */
export class DoorMetrics {
  readonly registry: Registry;
  private readonly ended = new Map<string, { readonly of: Tallied; readonly outcome: DoorOutcome; count: number }>();
  private readonly duration: Histogram<(typeof labels)[number]>;
  private readonly firstToken: Histogram<(typeof labels)[number]>;

  constructor(view: DoorView, registry: Registry = new Registry()) {
    this.registry = registry;
    const registers = [registry];
    this.duration = new Histogram({
      name: "shuntyard_request_duration_seconds",
      help: "From the request's arrival to the end of its answer.",
      labelNames: labels,
      buckets,
      registers,
    });
    this.firstToken = new Histogram({
      name: "shuntyard_time_to_first_token_seconds",
      help: "From the request's arrival to the first bytes of its answer's body.",
      labelNames: labels,
      buckets,
      registers,
    });
    this.register(view);
  }

  /** @param times milliseconds since the request came; `firstByteMs` is absent when no body came */
  end(of: Tallied, outcome: DoorOutcome, times: { readonly durationMs: number; readonly firstByteMs?: number }): void {
    const key = `${of.account}/${of.router}/${of.deployment}/${outcome}`;
    const entry = this.ended.get(key);
    if (entry === undefined) this.ended.set(key, { of, outcome, count: 1 });
    else entry.count++;
    if (outcome === "refused") return;
    const { account, router, deployment } = of;
    this.duration.observe({ account, router, deployment }, times.durationMs / 1000);
    if (times.firstByteMs !== undefined) {
      this.firstToken.observe({ account, router, deployment }, times.firstByteMs / 1000);
    }
  }

  /** Requests that have ended. */
  counts(): readonly RequestCount[] {
    return [...this.ended.values()].map(({ of, outcome, count }) => ({ ...of, outcome, count }));
  }

  private register(view: DoorView): void {
    const registers = [this.registry];
    const counts = (): readonly RequestCount[] => this.counts();
    new Counter({
      name: "shuntyard_requests_total",
      help: "Requests that have ended, by router, deployment and outcome.",
      labelNames: [...labels, "outcome"] as const,
      registers,
      collect() {
        this.reset();
        for (const { count, account, router, deployment, outcome } of counts()) {
          this.inc({ account, router, deployment, outcome }, count);
        }
      },
    });
    new Counter({
      name: "shuntyard_attempts_total",
      help: "Attempts at the deployments of the current plan, further attempts included.",
      labelNames: perDeployment,
      registers,
      collect() {
        this.reset();
        for (const { account, deployment, attempts } of view.loads.all()) this.inc({ account, deployment }, attempts);
      },
    });
    new Gauge({
      name: "shuntyard_attempts_in_flight",
      help: "Attempts at the deployments of the current plan that have not ended.",
      labelNames: perDeployment,
      registers,
      collect() {
        this.reset();
        for (const { account, deployment, inFlight } of view.loads.all()) this.set({ account, deployment }, inFlight);
      },
    });
    new Gauge({
      name: "shuntyard_ready_replicas",
      help: "Replicas that may get traffic by the current plan.",
      labelNames: perDeployment,
      registers,
      collect() {
        this.reset();
        for (const { account, id, ready } of view.plan().deployments) {
          this.set({ account, deployment: id }, ready.length);
        }
      },
    });
    gauge("shuntyard_requests_in_flight", "Requests whose answers have not ended.", view.inFlight, registers);
    gauge("shuntyard_routing_plan_revision", "The plan that is routed by.", () => view.plan().revision, registers);
    gauge(
      "shuntyard_routing_store_version",
      "Version of the store that the plan is built from.",
      () => view.plan().storeVersion,
      registers,
    );
  }
}

function gauge(name: string, help: string, value: () => number, registers: Registry[]): void {
  new Gauge({
    name,
    help,
    registers,
    collect() {
      this.set(value());
    },
  });
}
