import { AggregatorRegistry, Gauge, Histogram, Registry } from "prom-client";
import type { RoutingPlan } from "../routingPlan.ts";
import type { GatewayMetrics, GatewayState } from "./gateways.ts";

export interface SystemMetricsView {
  readonly plan: () => RoutingPlan;
  readonly gateways: () => readonly GatewayState[];
  readonly restarts: () => number;
  readonly late: (gateway: GatewayState) => boolean;
}

/** What every gateway says of the plan it has: told once for the system, or by gateway, since a sum of them means nothing. */
const perGateway: ReadonlySet<string> = new Set([
  "shuntyard_ready_replicas",
  "shuntyard_routing_plan_revision",
  "shuntyard_routing_store_version",
]);

/** Seconds. */
const propagationBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What is measured of the system as a whole, beside what its gateways measure. */
export class SystemMetrics {
  private readonly registry = new Registry();
  private readonly propagation: Histogram;

  constructor(view: SystemMetricsView) {
    const registers = [this.registry];
    this.propagation = new Histogram({
      name: "shuntyard_propagation_seconds",
      help: "From a change to the moment at which the last gateway routes by it.",
      buckets: propagationBounds,
      registers,
    });
    new Gauge({
      name: "shuntyard_ready_replicas",
      help: "Replicas that may get traffic by the newest plan.",
      labelNames: ["account", "deployment"] as const,
      registers,
      collect() {
        this.reset();
        for (const { account, id, ready } of view.plan().deployments) {
          this.set({ account, deployment: id }, ready.length);
        }
      },
    });
    const byGateway = (name: string, help: string, value: (gateway: GatewayState) => number): void => {
      new Gauge({
        name,
        help,
        labelNames: ["gateway"] as const,
        registers,
        collect() {
          this.reset();
          for (const each of view.gateways()) this.set({ gateway: String(each.ordinal) }, value(each));
        },
      });
    };
    byGateway("shuntyard_routing_plan_revision", "The plan that a gateway routes by.", ({ revision }) => revision);
    byGateway(
      "shuntyard_routing_store_version",
      "Version of the store that the plan of a gateway is built from.",
      ({ storeVersion }) => storeVersion,
    );
    byGateway("shuntyard_gateway_late", "1: has not taken a newer plan within a second.", (each) =>
      view.late(each) ? 1 : 0,
    );
    const gauge = (name: string, help: string, value: () => number): void => {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(value());
        },
      });
    };
    gauge("shuntyard_newest_plan_revision", "The newest plan there is.", () => view.plan().revision);
    gauge("shuntyard_oldest_plan_revision", "The oldest plan that a gateway routes by; 0: none routes.", () =>
      oldest(view.gateways()),
    );
    gauge("shuntyard_gateway_restarts", "Gateways that ended before their time and were replaced.", view.restarts);
  }

  /** @param ms from a change to the last gateway that has it */
  propagated(ms: number): void {
    this.propagation.observe(ms / 1000);
  }

  /**
   * The text of Prometheus.
   *
   * @param account whose lines are told, beside those that belong to no account; all of them when absent
   */
  async text(measured: readonly GatewayMetrics[], account: string | undefined): Promise<string> {
    const own = await this.registry.getMetricsAsJSON();
    const summed = measured.map((metrics) => metrics.filter(({ name }) => !perGateway.has(name)));
    const told = [...summed, own].map((metrics) =>
      metrics.map((metric) => ({ ...metric, values: of(account, metric) })),
    );
    return await AggregatorRegistry.aggregate(told).metrics();
  }
}

function of(account: string | undefined, { values }: GatewayMetrics[number]): GatewayMetrics[number]["values"] {
  if (account === undefined) return values;
  return values.filter(({ labels }) => {
    const owner = labels["account"];
    return owner === undefined || owner === account;
  });
}

function oldest(gateways: readonly GatewayState[]): number {
  const revisions = gateways.flatMap(({ routing, revision }) => (routing ? [revision] : []));
  return revisions.length === 0 ? 0 : Math.min(...revisions);
}
