import type { StrategyClass } from "../routing/strategy.ts";
import { type HistogramState, LatencyHistogram } from "../statistics/latencyHistogram.ts";
import { endings } from "./ending.ts";
import type { Plan } from "./plan.ts";

export const latencyNames = ["waiting", "service", "response", "ttft"] as const;

/** Denominator of the expected shares that are summed for the chart: fixed point, so that sums are exact in any order. */
export const shareUnit: number = 2 ** 20;

/**
 * Everything that is kept of finished replications. All sums are of integers below 2^53 and everything else is a
 * minimum or a maximum, so tallies merge to the same bytes in any order and in any grouping. Its size depends on the
 * scenario, never on the number of requests.
 */
export interface Tally {
  replications: number;
  requests: number;
  /** Attempts after the first. */
  retries: number;
  /** Answers to requests that were not waiting for one: a fault of the harness itself when not 0. */
  strayAnswers: number;
  /** First picks, by the split that was right at that moment. */
  readonly rows: Map<string, Row>;
  /** [span][deployment, and one more for none][ending] */
  readonly endings: Float64Array;
  /** First picks of a deployment that should have got none: [span][deployment]. */
  readonly misdirected: Float64Array;
  /** Tokens of served requests: [span][deployment]. */
  readonly promptTokens: Float64Array;
  readonly outputTokens: Float64Array;
  /** Of served requests: [span][deployment][latency]. */
  readonly latencies: (LatencyHistogram | undefined)[];
  /** First picks: [bin][deployment]. */
  readonly binPicks: Float64Array;
  /** Sum of expected shares of these picks, in units of 1/2^20. */
  readonly binExpected: Float64Array;
  readonly trackers: readonly TrackerTally[];
  readonly thresholds: Map<string, HeldTally>;
  readonly headroom: Map<string, HeadroomTally>;
  /** Earliest instant of each ending, over the replications; Infinity when there was none: [span][ending]. */
  readonly firstMs: Float64Array;
  /** Sentences, with how many replications they are about. */
  readonly notes: Map<string, number>;
}

export interface Row {
  readonly span: number;
  /** Units of weight by deployment of the scenario; the split that the routing table promised. */
  readonly units: readonly number[];
  /** What the strategy in force promised about picks by these units. */
  readonly promise: StrategyClass;
  readonly picks: Float64Array;
  /** Sessions by the deployment of their first request in the row; all 0 unless the strategy is sticky and they are counted. */
  readonly sessions: Float64Array;
  /** How often picks by these units began anew. */
  stretches: number;
}

export interface TrackerTally {
  readonly firstDecision: LatencyHistogram;
  readonly lastOldDecision: LatencyHistogram;
  readonly settled: LatencyHistogram;
  unsettled: number;
  /** Replications in which it settled, but after the limit of its check. */
  late: number;
  /** The desired split after the change, in units; empty before any replication. */
  desired: readonly number[];
}

/** In how many replications a claim about one run held, and the values it took. */
export interface HeldTally {
  held: number;
  /** Replications in which there was nothing to measure. */
  empty: number;
  least: number;
  greatest: number;
}

export interface HeadroomTally {
  held: number;
  /** Smallest capacity over demand; Infinity when there was no demand. */
  ratio: number;
  atMs: number;
  /** Deployment it was found at; -1 when there was demand and nobody to route it to. */
  deployment: number;
}

export function emptyTally(plan: Plan): Tally {
  const spans = plan.spans.length;
  const deployments = plan.deployments.length;
  return {
    replications: 0,
    requests: 0,
    retries: 0,
    strayAnswers: 0,
    rows: new Map(),
    endings: new Float64Array(spans * (deployments + 1) * endings.length),
    misdirected: new Float64Array(spans * deployments),
    promptTokens: new Float64Array(spans * deployments),
    outputTokens: new Float64Array(spans * deployments),
    latencies: new Array(spans * deployments * latencyNames.length).fill(undefined),
    binPicks: new Float64Array(plan.bins * deployments),
    binExpected: new Float64Array(plan.bins * deployments),
    trackers: plan.trackers.map(() => ({
      firstDecision: new LatencyHistogram(),
      lastOldDecision: new LatencyHistogram(),
      settled: new LatencyHistogram(),
      unsettled: 0,
      late: 0,
      desired: [],
    })),
    thresholds: new Map(),
    headroom: new Map(),
    firstMs: new Float64Array(spans * endings.length).fill(Number.POSITIVE_INFINITY),
    notes: new Map(),
  };
}

/** Adds the second tally to the first. */
export function mergeTally(into: Tally, from: Tally): void {
  into.replications += from.replications;
  into.requests += from.requests;
  into.retries += from.retries;
  into.strayAnswers += from.strayAnswers;
  for (const [key, row] of from.rows) {
    const known = into.rows.get(key);
    if (known === undefined) {
      into.rows.set(key, { ...row, picks: row.picks.slice(), sessions: row.sessions.slice() });
      continue;
    }
    addTo(known.picks, row.picks);
    addTo(known.sessions, row.sessions);
    known.stretches += row.stretches;
  }
  addTo(into.endings, from.endings);
  addTo(into.misdirected, from.misdirected);
  addTo(into.promptTokens, from.promptTokens);
  addTo(into.outputTokens, from.outputTokens);
  addTo(into.binPicks, from.binPicks);
  addTo(into.binExpected, from.binExpected);
  for (const [i, histogram] of from.latencies.entries()) {
    if (histogram === undefined) continue;
    const known = into.latencies[i] ?? new LatencyHistogram();
    known.merge(histogram);
    into.latencies[i] = known;
  }
  for (const [i, tracker] of from.trackers.entries()) mergeTracker(into.trackers[i], tracker);
  for (const [id, held] of from.thresholds) into.thresholds.set(id, mergedHeld(into.thresholds.get(id), held));
  for (const [id, found] of from.headroom) into.headroom.set(id, mergedHeadroom(into.headroom.get(id), found));
  for (let i = 0; i < from.firstMs.length; i++) {
    into.firstMs[i] = Math.min(
      into.firstMs[i] ?? Number.POSITIVE_INFINITY,
      from.firstMs[i] ?? Number.POSITIVE_INFINITY,
    );
  }
  for (const [note, count] of from.notes) into.notes.set(note, (into.notes.get(note) ?? 0) + count);
}

function mergeTracker(into: TrackerTally | undefined, from: TrackerTally): void {
  if (into === undefined) throw new Error("tallies of different scenarios cannot be merged");
  into.firstDecision.merge(from.firstDecision);
  into.lastOldDecision.merge(from.lastOldDecision);
  into.settled.merge(from.settled);
  into.unsettled += from.unsettled;
  into.late += from.late;
  // The desired split can differ between replications only after a crash; the last in order of text stands for all.
  if (into.desired.join(",") < from.desired.join(",")) into.desired = from.desired;
}

function mergedHeld(a: HeldTally | undefined, b: HeldTally): HeldTally {
  if (a === undefined) return b;
  return {
    held: a.held + b.held,
    empty: a.empty + b.empty,
    least: Math.min(a.least, b.least),
    greatest: Math.max(a.greatest, b.greatest),
  };
}

function mergedHeadroom(a: HeadroomTally | undefined, b: HeadroomTally): HeadroomTally {
  if (a === undefined) return b;
  const bIsWorse =
    b.ratio !== a.ratio ? b.ratio < a.ratio : b.atMs !== a.atMs ? b.atMs < a.atMs : b.deployment < a.deployment;
  return { ...(bIsWorse ? b : a), held: a.held + b.held };
}

function addTo(into: Float64Array, from: Float64Array): void {
  for (let i = 0; i < from.length; i++) into[i] = (into[i] ?? 0) + (from[i] ?? 0);
}

/** A tally as plain data, to cross from a worker thread. */
export type TallyState = Omit<Tally, "latencies" | "trackers"> & {
  readonly latencies: readonly (HistogramState | undefined)[];
  readonly trackers: readonly TrackerState[];
};

type TrackerState = Omit<TrackerTally, "firstDecision" | "lastOldDecision" | "settled"> & {
  readonly firstDecision: HistogramState;
  readonly lastOldDecision: HistogramState;
  readonly settled: HistogramState;
};

export function tallyState(tally: Tally): TallyState {
  return {
    ...tally,
    latencies: tally.latencies.map((histogram) => histogram?.state()),
    trackers: tally.trackers.map((tracker) => ({
      unsettled: tracker.unsettled,
      late: tracker.late,
      desired: tracker.desired,
      firstDecision: tracker.firstDecision.state(),
      lastOldDecision: tracker.lastOldDecision.state(),
      settled: tracker.settled.state(),
    })),
  };
}

export function tallyFrom(state: TallyState): Tally {
  return {
    ...state,
    latencies: state.latencies.map((histogram) =>
      histogram === undefined ? undefined : LatencyHistogram.from(histogram),
    ),
    trackers: state.trackers.map((tracker) => ({
      unsettled: tracker.unsettled,
      late: tracker.late,
      desired: tracker.desired,
      firstDecision: LatencyHistogram.from(tracker.firstDecision),
      lastOldDecision: LatencyHistogram.from(tracker.lastOldDecision),
      settled: LatencyHistogram.from(tracker.settled),
    })),
  };
}
