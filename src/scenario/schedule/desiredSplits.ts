import { exactUnits } from "../../routing/exactUnits.ts";
import type { Change, Scenario } from "../scenario.ts";
import type { SplitPhase, SplitSchedule } from "./splitSchedule.ts";

/**
 * The splits that the timeline of a scenario asks for: the replicas as they are desired, each in force from its change
 * on, as if new replicas were ready at once and every view were fresh. What a real router does arrives later, by the
 * time that replicas take to start. Times at which nobody is to get anything are left out.
 */
export function desiredSplits(scenario: Scenario): SplitSchedule {
  const { fleet, timeline, durationMs } = scenario;
  const desired = new DesiredState(scenario);
  const pieces: SplitPhase[] = [];
  let from = 0;
  let name = "start";
  let units = desired.units();
  const close = (toMs: number): void => {
    if (toMs > from && units.some((each) => each > 0)) pieces.push({ name, fromMs: from, toMs, units });
  };
  for (const [i, change] of timeline.entries()) {
    desired.apply(change);
    if (timeline[i + 1]?.atMs === change.atMs) continue;
    const next = desired.units();
    if (isSame(next, units)) continue;
    close(change.atMs);
    [from, name, units] = [change.atMs, change.id, next];
  }
  close(durationMs);
  const used = [...fleet.keys()].filter((j) => pieces.some((piece) => (piece.units[j] ?? 0) > 0));
  return {
    deployments: used.map((j) => fleet[j]?.name ?? ""),
    phases: pieces.map((piece) => ({ ...piece, units: used.map((j) => piece.units[j] ?? 0) })),
  };
}

/** What the control plane was told, whether or not the fleet has followed. */
class DesiredState {
  private readonly names: readonly string[];
  /** Replicas of a deployment when it is created. */
  private readonly initial: readonly number[];
  private readonly replicas: number[];
  private readonly weights: number[];
  private routed: readonly string[];

  constructor({ fleet, router }: Scenario) {
    this.names = fleet.map(({ name }) => name);
    this.replicas = fleet.map(({ replicas, createdAtMs }) => (createdAtMs === 0 ? replicas : 0));
    this.initial = fleet.map(({ replicas }) => replicas);
    this.weights = fleet.map(({ weight }) => weight);
    this.routed = router.deployments;
  }

  apply(change: Change): void {
    switch (change.kind) {
      case "create-router":
        this.routed = change.router.deployments;
        break;
      case "update-router":
        this.routed = change.deployments ?? this.routed;
        break;
      case "delete-router":
        this.routed = [];
        break;
      case "create-deployment":
        this.set(this.replicas, change.deployment, (j) => this.initial[j] ?? 0);
        break;
      case "delete-deployment":
        this.set(this.replicas, change.deployment, () => 0);
        break;
      case "scale":
        this.set(this.replicas, change.deployment, () => change.replicas);
        break;
      case "crash":
        if (!change.restart) {
          this.set(this.replicas, change.deployment, (j) => Math.max(0, (this.replicas[j] ?? 0) - change.replicas));
        }
        break;
      case "weight":
        this.set(this.weights, change.deployment, () => change.weight);
        break;
      case "update-deployment":
      case "slow":
      case "error-rate":
      case "black-hole":
      case "startup-failure":
      case "stale-view":
      case "traffic":
        break;
    }
  }

  /** Units by deployment of the fleet. */
  units(): readonly number[] {
    const replicas = this.replicas.map((count, j) => (this.routed.includes(this.names[j] ?? "") ? count : 0));
    const exact = exactUnits(this.weights, replicas);
    if (exact.kind === "mistake")
      throw new Error(`A parsed scenario has weights in exact proportion: ${exact.message}`);
    return exact.perReplica.map((each, j) => each * (replicas[j] ?? 0));
  }

  private set(values: number[], deployment: string, change: (j: number) => number): void {
    const j = this.names.indexOf(deployment);
    if (j >= 0) values[j] = change(j);
  }
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  const totals = [one, other].map((units) => units.reduce((sum, each) => sum + each, 0));
  return one.every((each, j) => each * (totals[1] ?? 0) === (other[j] ?? 0) * (totals[0] ?? 0));
}
