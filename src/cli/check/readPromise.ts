import {
  defaultFlake,
  defaultMiss,
  type Expectation,
  marginFor,
  type OrderPromise,
  sharesOf,
} from "../../check/expectation.ts";
import { percent, points } from "../../experiment/inWords.ts";
import { exactUnits } from "../../routing/exactUnits.ts";
import { parsePoints } from "../../scenario/quantity/parsePercent.ts";
import type { SplitPhase, SplitSchedule } from "../../scenario/schedule/splitSchedule.ts";
import type { ArgumentReader } from "../argumentReader.ts";
import type { CheckArguments } from "./checkArguments.ts";
import type { Amount } from "./readAmounts.ts";

/** Whole units in the ratio of the amounts; a complaint when shares do not make 100 % or nothing exact can be found. */
export function unitsOf(
  reader: ArgumentReader,
  option: string,
  amounts: readonly Amount[],
): readonly number[] | undefined {
  const percents = amounts.filter(({ isPercent }) => isPercent);
  if (percents.length > 0 && percents.length < amounts.length) {
    return reader.complain(
      `--${option}: expected shares for all or ratios for all, got both: 4 and "80%" cannot be compared`,
    );
  }
  const total = percents.reduce((sum, { value }) => sum + value, 0);
  if (percents.length > 0 && Math.abs(total - 100) > 1e-7) {
    return reader.complain(
      `--${option}: expected shares that make 100% together, got ${Number(total.toPrecision(9))}%`,
    );
  }
  const exact = exactUnits(
    amounts.map(({ value }) => value),
    amounts.map(() => 1),
  );
  return exact.kind === "units" ? exact.perReplica : reader.complain(`--${option}: ${exact.message}`);
}

/** A split that has always been right and stays. */
export function constantSchedule(names: readonly string[], units: readonly number[]): SplitSchedule {
  const phase: SplitPhase = { name: "all", fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY, units };
  return { deployments: names, phases: [phase] };
}

/** What is promised about the order: the flag that was given, else what the source promises by itself. */
export function readOrder(reader: ArgumentReader, typed: CheckArguments, byItself: OrderPromise): OrderPromise {
  const asked: OrderPromise[] = [];
  if ([typed.independent, typed.smooth, typed.anyOrder].includes(false)) {
    reader.complain(
      "--no-independent, --no-smooth, --no-any-order: there are no such options; name the order that is promised",
    );
  }
  if (typed.independent === true) asked.push("independent");
  if (typed.smooth === true) asked.push("smooth");
  if (typed.anyOrder === true) asked.push("any");
  if (asked.length > 1) reader.complain("--independent, --smooth and --any-order: expected one of them at most");
  return asked[0] ?? byItself;
}

/** The whole promise: the schedule, the order, the margin and the error rates. */
export function readExpectation(
  reader: ArgumentReader,
  typed: CheckArguments,
  schedule: SplitSchedule,
  order: OrderPromise,
  instances: number,
): Expectation {
  const margin = reader.parsed(
    "margin",
    typed.margin,
    readMargin,
    'a margin such as "1pp" (percentage points), above 0 and at most 50pp',
  );
  const flake = reader.parsed(
    "flake",
    typed.flake,
    readRate,
    "a false-alarm rate such as 1e-9, above 0 and at most 0.1",
  );
  const miss = reader.parsed("miss", typed.miss, readRate, "a miss rate such as 1e-6, above 0 and at most 0.1");
  const within = reader.parsed("within", typed.within, readRequests, "requests, such as 1 or 2.5, at most 1e6");
  if (within !== undefined && order !== "smooth") reader.complain("--within: expected together with --smooth");
  if (order === "smooth") complainOfSmooth(reader, schedule);
  else complainOfHopeless(reader, schedule, margin);
  return {
    deployments: schedule.deployments,
    phases: schedule.phases,
    order,
    strayLimit: (within ?? usualStray(schedule)) * instances,
    flake: flake ?? defaultFlake,
    miss: miss ?? defaultMiss,
    ...(margin === undefined ? {} : { margin }),
  };
}

const largestSmoothTotal = 2 ** 32;

function complainOfSmooth(reader: ArgumentReader, { phases }: SplitSchedule): void {
  if (phases.length > 1) reader.complain("--smooth: expected a split that does not change, got one of several phases");
  for (const { units } of phases) {
    if (units.reduce((sum, each) => sum + each, 0) > largestSmoothTotal) {
      reader.complain("--smooth: expected ratios of whole numbers with a sum of at most 4294967296: round them");
    }
  }
}

/** Variance of a share over the square of its margin; the requests that a check takes are some hundred times that. */
const mostPerShare = 1.1e11;

/** Refuses what no number of requests that anybody makes could show. */
function complainOfHopeless(reader: ArgumentReader, { phases }: SplitSchedule, margin: number | undefined): void {
  const shares = phases.flatMap((phase) => sharesOf(phase));
  const hopeless = shares.find((p) => (p * (1 - p)) / marginFor({ ...(margin && { margin }) }, p) ** 2 > mostPerShare);
  if (hopeless === undefined) return;
  const allowed = margin === undefined ? "a tenth of it" : points(margin);
  reader.complain(
    `--margin: to tell a share of ${percent(hopeless)} to ${allowed} takes more than 1e13 requests: expected a wider margin, such as 0.1pp`,
  );
}

/** One request less than there are deployments to pick from, at least 1: what smooth weighted round-robin never exceeds. */
function usualStray({ phases }: SplitSchedule): number {
  return Math.max(1, ...phases.map(({ units }) => units.filter((each) => each > 0).length - 1));
}

function readMargin(text: string): number | undefined {
  const margin = parsePoints(text);
  return margin !== undefined && margin > 0 && margin <= 0.5 ? margin : undefined;
}

function readRate(text: string): number | undefined {
  const rate = /^\d*\.?\d+(e-?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return rate > 0 && rate <= 0.1 ? rate : undefined;
}

function readRequests(text: string): number | undefined {
  const requests = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return requests > 0 && requests <= 1e6 ? requests : undefined;
}
