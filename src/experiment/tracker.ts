import type { TrackerPlan } from "./plan.ts";
import type { TrackerTally } from "./tally.ts";

const never = -1;

/** Follows one change of the split through one replication. */
export class Tracker {
  readonly plan: TrackerPlan;
  private readonly version: number;
  private readonly desiredUnits: readonly number[];
  private readonly desiredShares: readonly number[];
  private firstMs: number = never;
  private lastOldMs = 0;
  private settledMs: number = never;

  /** @param version of the first routing table that can know of the change */
  constructor(plan: TrackerPlan, version: number, desiredUnits: readonly number[]) {
    const total = desiredUnits.reduce((sum, units) => sum + units, 0);
    this.plan = plan;
    this.version = version;
    this.desiredUnits = desiredUnits;
    this.desiredShares = desiredUnits.map((units) => (total === 0 ? 0 : units / total));
  }

  /** The first decision with a table of that version was taken. */
  firstDecision(version: number, nowMs: number): void {
    if (version >= this.version && this.firstMs === never) this.firstMs = nowMs - this.plan.atMs;
  }

  /** The last decision with a table of that version was taken at this time. */
  lastDecision(version: number, atMs: number): void {
    if (version < this.version && atMs > this.plan.atMs) this.lastOldMs = atMs - this.plan.atMs;
  }

  /** The table in force gives these shares from now on. */
  sharesInForce(shares: readonly number[], nowMs: number): void {
    const agrees = this.desiredShares.every((share, i) => Math.abs(share - (shares[i] ?? 0)) <= this.plan.margin);
    if (!agrees) this.settledMs = never;
    else if (this.settledMs === never) this.settledMs = nowMs - this.plan.atMs;
  }

  /** @param newest version of the routing table: below the tracker's when the change made no new one */
  close(newest: number, into: TrackerTally): void {
    if (newest >= this.version) {
      if (this.firstMs !== never) into.firstDecision.record(this.firstMs);
      into.lastOldDecision.record(this.lastOldMs);
    }
    if (this.settledMs === never) into.unsettled++;
    else {
      into.settled.record(this.settledMs);
      if (this.settledMs > (this.plan.withinMs ?? Number.POSITIVE_INFINITY)) into.late++;
    }
    into.desired = this.desiredUnits;
  }
}
