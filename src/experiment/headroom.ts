import type { Fleet } from "../fleet/fleet.ts";
import type { Check } from "../scenario/scenario.ts";
import { meanTokens } from "../traffic/meanTokens.ts";
import { peakRatePerSecond } from "../traffic/plannedRate.ts";
import type { ArrivalSpec, TrafficSpec } from "../traffic/trafficSpec.ts";
import type { HeadroomTally } from "./tally.ts";

type HeadroomCheck = Extract<Check, { readonly kind: "headroom" }>;

/**
 * Compares what the routed deployments can serve with what is planned to reach them, piece by piece between the moments
 * at which either changes. Demand of a deployment is the largest planned rate in the piece times its share, so the
 * claim is about the plan and carries no sampling error.
 */
export class HeadroomWatch {
  private readonly checks: readonly HeadroomCheck[];
  private readonly worst: Map<string, HeadroomTally>;
  private readonly fleet: Fleet;
  private readonly traffic: TrafficSpec;
  private arrivals: ArrivalSpec;
  private arrivalsFromMs = 0;
  private sinceMs = 0;
  private shares: readonly number[] = [];
  private capacities: readonly number[] = [];

  constructor(checks: readonly Check[], traffic: TrafficSpec, fleet: Fleet) {
    this.checks = checks.filter((check) => check.kind === "headroom");
    this.traffic = traffic;
    this.arrivals = traffic.arrivals;
    this.fleet = fleet;
    this.worst = new Map(
      this.checks.map(({ id }) => [id, { held: 0, ratio: Number.POSITIVE_INFINITY, atMs: 0, deployment: -1 }]),
    );
  }

  /** From now on the router gives these shares; capacities are read from the fleet. */
  routingChanged(shares: readonly number[], nowMs: number): void {
    if (this.checks.length === 0) return;
    this.closePiece(nowMs);
    this.shares = shares;
    this.readCapacities();
  }

  trafficChanged(arrivals: ArrivalSpec, nowMs: number): void {
    if (this.checks.length === 0) return;
    this.closePiece(nowMs);
    this.arrivals = arrivals;
    this.arrivalsFromMs = nowMs;
    this.readCapacities();
  }

  close(endMs: number, into: Map<string, HeadroomTally>): void {
    this.closePiece(endMs);
    for (const check of this.checks) {
      const worst = this.worst.get(check.id);
      if (worst !== undefined) into.set(check.id, { ...worst, held: worst.ratio >= 1 + check.reserve ? 1 : 0 });
    }
  }

  private readCapacities(): void {
    const { prompt, output } = meanTokens({ ...this.traffic, arrivals: this.arrivals });
    this.capacities = this.shares.map((share, i) =>
      share === 0 ? 0 : this.fleet.capacityPerSecond(i, prompt, output),
    );
  }

  private closePiece(nowMs: number): void {
    const fromMs = this.sinceMs;
    this.sinceMs = nowMs;
    for (const check of this.checks) {
      const start = Math.max(fromMs, check.fromMs);
      const end = Math.min(nowMs, check.toMs);
      if (start < end) this.judge(check.id, start, end);
    }
  }

  private judge(id: string, startMs: number, endMs: number): void {
    const demand = peakRatePerSecond(this.arrivals, startMs - this.arrivalsFromMs, endMs - this.arrivalsFromMs);
    if (demand === 0) return;
    const routed = this.shares.some((share) => share > 0);
    if (!routed) this.note(id, 0, startMs, -1);
    for (const [deployment, share] of this.shares.entries()) {
      if (share > 0) this.note(id, (this.capacities[deployment] ?? 0) / (demand * share), startMs, deployment);
    }
  }

  private note(id: string, ratio: number, atMs: number, deployment: number): void {
    const known = this.worst.get(id);
    if (known !== undefined && ratio < known.ratio) this.worst.set(id, { held: 0, ratio, atMs, deployment });
  }
}
