import type { Change, Scenario } from "../scenario/scenario.ts";

/**
 * What can be known of a scenario before it is played. The time axis is cut at every change and at every edge of a
 * check's window; a *span* is a piece between two cuts. Each request belongs to the span of its planned arrival, so a
 * phase, or the window of any check, is a run of whole spans and nothing is counted twice.
 */
export interface Plan {
  readonly scenario: Scenario;
  readonly deployments: readonly string[];
  readonly spans: readonly Span[];
  readonly phases: readonly Phase[];
  readonly binMs: number;
  readonly bins: number;
  /** All cuts of spans and bins in ascending order, beginning with 0, each at most the end of the run. */
  readonly cutsMs: readonly number[];
  readonly trackers: readonly TrackerPlan[];
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Phase extends Span {
  readonly name: string;
}

/** Follows one change of the split until it has taken effect. */
export interface TrackerPlan {
  readonly change: string;
  readonly atMs: number;
  /** The next change of the split, or the end of the run: it must have settled by then. */
  readonly closesMs: number;
  /** Largest departure of any share from the desired one that counts as settled. */
  readonly margin: number;
  /** The `converges` check it serves, with its limit; absent for the tracker that every change of the split has. */
  readonly check?: string;
  readonly withinMs?: number;
}

/** Bins of the chart of shares over time. */
const binCount = 60;

/** Margin by which changes without a check of their own count as settled. */
const defaultMargin = 0.01;

export function makePlan(scenario: Scenario): Plan {
  const { durationMs, timeline, checks } = scenario;
  const windows = checks.flatMap((check) => ("fromMs" in check ? [check.fromMs, check.toMs] : []));
  const edges = ascending([0, ...timeline.map(({ atMs }) => atMs), ...windows, durationMs], durationMs);
  const binMs = durationMs / binCount;
  const binEdges = Array.from({ length: binCount }, (_, i) => i * binMs);
  return {
    scenario,
    deployments: scenario.fleet.map(({ name }) => name),
    spans: between(edges),
    phases: phasesOf(timeline, durationMs),
    binMs,
    bins: binCount,
    cutsMs: ascending([...edges, ...binEdges], durationMs),
    trackers: trackersOf(scenario),
  };
}

/** The positions of the spans that lie in a window: [first, after the last). */
export function spansWithin(plan: Plan, fromMs: number, toMs: number): readonly [number, number] {
  const first = plan.spans.findIndex((span) => span.fromMs >= fromMs);
  if (first < 0) return [0, 0];
  let last = first;
  while (last < plan.spans.length && (plan.spans[last]?.toMs ?? 0) <= toMs) last++;
  return [first, last];
}

/** Whether a change alters who gets traffic, or how many replicas there are to get it. */
export function changesSplit(change: Change): boolean {
  switch (change.kind) {
    case "create-router":
    case "delete-router":
    case "create-deployment":
    case "scale":
    case "weight":
    case "delete-deployment":
    case "crash":
      return true;
    case "update-router":
      return change.deployments !== undefined;
    default:
      return false;
  }
}

function ascending(times: readonly number[], limitMs: number): readonly number[] {
  return [...new Set(times)].filter((atMs) => atMs <= limitMs).sort((a, b) => a - b);
}

function between(edges: readonly number[]): readonly Span[] {
  return edges.slice(1).map((toMs, i) => ({ fromMs: edges[i] ?? 0, toMs }));
}

function phasesOf(timeline: readonly Change[], durationMs: number): readonly Phase[] {
  const edges = ascending([0, ...timeline.map(({ atMs }) => atMs), durationMs], durationMs);
  return between(edges).map(({ fromMs, toMs }) => {
    const ids = timeline.filter(({ atMs }) => atMs === fromMs).map(({ id }) => id);
    return { name: ids.length === 0 ? "start" : ids.join(" + "), fromMs, toMs };
  });
}

function trackersOf({ timeline, checks, durationMs, router }: Scenario): readonly TrackerPlan[] {
  const splitting = timeline.filter(changesSplit);
  const closing = closingChanges(timeline, router.deployments);
  const follow = (change: Change, margin: number): TrackerPlan => ({
    change: change.id,
    atMs: change.atMs,
    closesMs: closing.find(({ atMs }) => atMs > change.atMs)?.atMs ?? durationMs,
    margin,
  });
  const byDefault = splitting.map((change) => follow(change, defaultMargin));
  const byCheck = checks.flatMap((check) => {
    const change = check.kind === "converges" ? timeline.find(({ id }) => id === check.after) : undefined;
    if (check.kind !== "converges" || change === undefined) return [];
    return [{ ...follow(change, check.margin), check: check.id, withinMs: check.withinMs }];
  });
  return [...byDefault, ...byCheck];
}

/** Changes of the split of which the router takes notice: those of deployments that it does not list go unseen. */
function closingChanges(timeline: readonly Change[], listedFirst: readonly string[]): readonly Change[] {
  let listed = listedFirst;
  return timeline.filter((change) => {
    if (change.kind === "update-router") listed = change.deployments ?? listed;
    if (change.kind === "create-router") listed = change.router.deployments;
    return changesSplit(change) && (!("deployment" in change) || listed.includes(change.deployment));
  });
}
