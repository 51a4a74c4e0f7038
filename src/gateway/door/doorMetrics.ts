import { Counter, Gauge, Registry } from "prom-client";
import type { Outcome } from "../../traffic/outcome.ts";
import type { RoutingPlan } from "../routingPlan.ts";
import type { DeploymentLoads } from "./deploymentLoads.ts";
import { type LabelledHistogram, registerHistogram } from "./registerHistogram.ts";
import { TimeHistogram } from "./timeHistogram.ts";

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

/** Milliseconds since the request came. */
export interface EndTimes {
  readonly durationMs: number;
  /** Absent when no body came. */
  readonly firstByteMs?: number | undefined;
}

/** What is kept of the requests that count for the same. */
interface Tally {
  readonly of: Tallied;
  readonly ended: Map<DoorOutcome, number>;
  readonly duration: TimeHistogram;
  readonly firstToken: TimeHistogram;
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

/** Counts of the data plane, as plain numbers; they are put into the form of Prometheus when somebody asks for them. */
export class DoorMetrics {
  readonly registry: Registry;
  private readonly tallies: Tally[] = [];
  /** By account, router and deployment, one after the other: a key of all three would have to be made a request. */
  private readonly places = new Map<string, Map<string, Map<string, Tally>>>();

  constructor(view: DoorView, registry: Registry = new Registry()) {
    this.registry = registry;
    this.register(view);
  }

  end(of: Tallied, outcome: DoorOutcome, times: EndTimes): void {
    const { ended, duration, firstToken } = this.tally(of);
    ended.set(outcome, (ended.get(outcome) ?? 0) + 1);
    if (outcome === "refused") return;
    duration.keep(times.durationMs);
    if (times.firstByteMs !== undefined) firstToken.keep(times.firstByteMs);
  }

  /** Requests that have ended. */
  counts(): readonly RequestCount[] {
    return this.tallies.flatMap(({ of, ended }) => [...ended].map(([outcome, count]) => ({ ...of, outcome, count })));
  }

  private tally(of: Tallied): Tally {
    return this.places.get(of.account)?.get(of.router)?.get(of.deployment) ?? this.newTally(of);
  }

  private newTally({ account, router, deployment }: Tallied): Tally {
    const of = { account, router, deployment };
    const tally = { of, ended: new Map(), duration: new TimeHistogram(), firstToken: new TimeHistogram() };
    const routers = this.places.get(account) ?? new Map<string, Map<string, Tally>>();
    const deployments = routers.get(router) ?? new Map<string, Tally>();
    this.places.set(account, routers.set(router, deployments.set(deployment, tally)));
    this.tallies.push(tally);
    return tally;
  }

  /** Histograms of those requests that were not refused at the door. */
  private histograms(times: (tally: Tally) => TimeHistogram): readonly LabelledHistogram[] {
    return this.tallies
      .map((tally) => ({ labels: { ...tally.of }, times: times(tally) }))
      .filter((histogram) => histogram.times.count > 0);
  }

  private register(view: DoorView): void {
    registerHistogram(
      this.registry,
      "shuntyard_request_duration_seconds",
      "From the request's arrival to the end of its answer.",
      () => this.histograms(({ duration }) => duration),
    );
    registerHistogram(
      this.registry,
      "shuntyard_time_to_first_token_seconds",
      "From the request's arrival to the first bytes of its answer's body.",
      () => this.histograms(({ firstToken }) => firstToken),
    );
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
