import { strategyClasses } from "../routing/strategy.ts";
import { type HistogramState, LatencyHistogram } from "../statistics/latencyHistogram.ts";
import { integerOf, PlainFields, ShapeError } from "./plainFields.ts";
import type { Plan } from "./plan.ts";
import { emptyTally, type HeadroomTally, type HeldTally, type Row, type Tally, type TrackerTally } from "./tally.ts";

/**
 * Reads a `TallyState` that was written as JSON with `plainValue`, so that writing it again gives the same text.
 *
 * @param plan of the scenario that the tally is of
 * @throws ShapeError when it is no tally of this plan, with the place
 */
export function readTally(plan: Plan, value: unknown): Tally {
  const fields = new PlainFields(value, "tally");
  const empty = emptyTally(plan);
  const column = (name: CountedColumn): Float64Array => counted(fields.column(name, empty[name].length), name);
  return {
    replications: fields.integer("replications"),
    requests: fields.integer("requests"),
    retries: fields.integer("retries"),
    strayAnswers: fields.integer("strayAnswers"),
    rows: fields.map("rows", (row, where) => readRow(plan, row, where)),
    endings: column("endings"),
    misdirected: column("misdirected"),
    promptTokens: column("promptTokens"),
    outputTokens: column("outputTokens"),
    latencies: sameLength(
      fields.list("latencies", (each, where) => (each === null ? undefined : readHistogram(each, where))),
      empty.latencies,
      "latencies",
    ),
    binPicks: column("binPicks"),
    binExpected: column("binExpected"),
    trackers: sameLength(fields.list("trackers", readTracker), empty.trackers, "trackers"),
    thresholds: fields.map("thresholds", readHeld),
    headroom: fields.map("headroom", readHeadroom),
    firstMs: fields.column("firstMs", empty.firstMs.length),
    notes: fields.map("notes", integerOf),
  };
}

type CountedColumn = "endings" | "misdirected" | "promptTokens" | "outputTokens" | "binPicks" | "binExpected";

function readRow(plan: Plan, value: unknown, where: string): Row {
  const fields = new PlainFields(value, where);
  const deployments = plan.deployments.length;
  const span = fields.integer("span");
  if (span >= plan.spans.length) throw new ShapeError(`${where}.span: the scenario has only ${plan.spans.length}`);
  return {
    span,
    units: [...fields.column("units", deployments)],
    promise: readPromise(fields.value("promise"), `${where}.promise`),
    picks: counted(fields.column("picks", deployments), `${where}.picks`),
    sessions: counted(fields.column("sessions", deployments), `${where}.sessions`),
    stretches: fields.integer("stretches"),
  };
}

function readPromise(value: unknown, where: string): Row["promise"] {
  const promise = strategyClasses.find((each) => each === value);
  if (promise === undefined) throw new ShapeError(`${where}: expected one of ${strategyClasses.join(", ")}`);
  return promise;
}

/** Above the bucket of the longest latency that can be recorded, 2^52 microseconds. */
const bucketLimit = 8192;

function readHistogram(value: unknown, where: string): LatencyHistogram {
  const fields = new PlainFields(value, where);
  const counts = counted(fields.column("counts"), `${where}.counts`);
  const first = fields.integer("first");
  if (first + counts.length > bucketLimit) throw new ShapeError(`${where}: more buckets than a histogram has`);
  const state: HistogramState = {
    first,
    counts,
    count: fields.integer("count"),
    sumUs: fields.integer("sumUs"),
    sumCarries: fields.integer("sumCarries"),
    minUs: fields.integer("minUs"),
    maxUs: fields.integer("maxUs"),
  };
  return LatencyHistogram.from(state);
}

function readTracker(value: unknown, where: string): TrackerTally {
  const fields = new PlainFields(value, where);
  return {
    firstDecision: readHistogram(fields.value("firstDecision"), `${where}.firstDecision`),
    lastOldDecision: readHistogram(fields.value("lastOldDecision"), `${where}.lastOldDecision`),
    settled: readHistogram(fields.value("settled"), `${where}.settled`),
    unsettled: fields.integer("unsettled"),
    late: fields.integer("late"),
    desired: [...fields.column("desired")],
  };
}

function readHeld(value: unknown, where: string): HeldTally {
  const fields = new PlainFields(value, where);
  return {
    held: fields.integer("held"),
    empty: fields.integer("empty"),
    least: fields.number("least"),
    greatest: fields.number("greatest"),
  };
}

function readHeadroom(value: unknown, where: string): HeadroomTally {
  const fields = new PlainFields(value, where);
  return {
    held: fields.integer("held"),
    ratio: fields.number("ratio"),
    atMs: fields.number("atMs"),
    deployment: fields.integer("deployment", -1),
  };
}

function counted(column: Float64Array, where: string): Float64Array {
  for (const [index, count] of column.entries()) integerOf(count, `${where}[${index}]`);
  return column;
}

function sameLength<Item>(items: readonly Item[], like: readonly unknown[], where: string): Item[] {
  if (items.length === like.length) return [...items];
  throw new ShapeError(`${where}: expected ${like.length} items, got ${items.length}`);
}
