import type { Check, Limit, Metric } from "../scenario/scenario.ts";
import type { LatencyHistogram } from "../statistics/latencyHistogram.ts";
import { ending, endings } from "./ending.ts";
import { mergedLatency } from "./phaseResult.ts";
import { type Plan, spansWithin } from "./plan.ts";
import type { Tally } from "./tally.ts";

export type ThresholdCheck = Extract<Check, { readonly kind: "threshold" }>;

/** Notes in the tally of one replication which of the thresholds it held, and the values it measured. */
export function judgeThresholds(plan: Plan, tally: Tally): void {
  for (const check of plan.scenario.checks) {
    if (check.kind !== "threshold") continue;
    const value = thresholdValue(plan, tally, check);
    tally.thresholds.set(check.id, {
      held: value !== null && within(value, check.limit) ? 1 : 0,
      empty: value === null ? 1 : 0,
      least: value ?? Number.POSITIVE_INFINITY,
      greatest: value ?? Number.NEGATIVE_INFINITY,
    });
  }
}

export function within(value: number, { comparison, bound }: Limit): boolean {
  switch (comparison) {
    case "<":
      return value < bound;
    case "<=":
      return value <= bound;
    case ">":
      return value > bound;
    case ">=":
      return value >= bound;
  }
}

/** The number a threshold looks at, in its metric's unit, per replication for counts; null when nothing was measured. */
export function thresholdValue(plan: Plan, tally: Tally, check: ThresholdCheck): number | null {
  const { metric, limit } = check;
  const [first, last] = spansWithin(plan, check.fromMs, check.toMs);
  if (metric.name === "requests" || metric.name === "errors") {
    const { all, served } = countRequests(plan, tally, metric, first, last);
    if (metric.name === "errors") {
      const errors = all - served;
      if (limit.statistic.kind === "count") return errors / tally.replications;
      return all === 0 ? null : errors / all;
    }
    const each = all / tally.replications;
    return limit.statistic.kind === "rate" ? (1000 * each) / (check.toMs - check.fromMs) : each;
  }
  const histogram = mergedLatency(plan, tally, metric.name, [first, last], selected(plan, metric));
  return histogram.count === 0 ? null : statisticOf(histogram, limit);
}

function statisticOf(histogram: LatencyHistogram, { statistic }: Limit): number {
  switch (statistic.kind) {
    case "quantile":
      return histogram.quantileMs(statistic.q);
    case "avg":
      return histogram.meanMs;
    case "min":
      return histogram.minMs;
    case "max":
      return histogram.maxMs;
    case "count":
    case "rate":
      return histogram.count;
  }
}

function selected(plan: Plan, metric: Metric): readonly number[] {
  const all = plan.deployments.map((_, index) => index);
  return metric.deployment === undefined ? all : all.filter((index) => plan.deployments[index] === metric.deployment);
}

function countRequests(
  plan: Plan,
  tally: Tally,
  metric: Metric,
  first: number,
  last: number,
): { readonly all: number; readonly served: number } {
  // Requests without a deployment (unroutable) count where all deployments are asked for.
  const nobody = metric.deployment === undefined ? [plan.deployments.length] : [];
  let all = 0;
  let served = 0;
  for (let span = first; span < last; span++) {
    for (const deployment of [...selected(plan, metric), ...nobody]) {
      const at = (span * (plan.deployments.length + 1) + deployment) * endings.length;
      for (let how = 0; how < endings.length; how++) all += tally.endings[at + how] ?? 0;
      served += tally.endings[at + ending.served] ?? 0;
    }
  }
  return { all, served };
}
