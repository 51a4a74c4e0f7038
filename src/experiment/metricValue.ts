import type { Metric, Statistic } from "../scenario/scenario.ts";
import type { LatencyHistogram } from "../statistics/latencyHistogram.ts";
import { ending, endings } from "./ending.ts";
import { mergedLatency } from "./phaseResult.ts";
import { type Plan, spansWithin } from "./plan.ts";
import type { Tally } from "./tally.ts";

/** A number to be read from a tally: a statistic of a metric, of the requests planned in [fromMs, toMs). */
export interface MetricWindow {
  readonly metric: Metric;
  readonly statistic: Statistic;
  /** Edges of spans of the plan. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** The number in its metric's unit, per replication for counts; null when nothing was measured. */
export function metricValue(plan: Plan, tally: Tally, window: MetricWindow): number | null {
  const { metric, statistic, fromMs, toMs } = window;
  const [first, last] = spansWithin(plan, fromMs, toMs);
  if (metric.name === "requests" || metric.name === "errors") {
    const { all, served } = countRequests(plan, tally, metric, first, last);
    if (metric.name === "errors") {
      const errors = all - served;
      if (statistic.kind === "count") return errors / tally.replications;
      return all === 0 ? null : errors / all;
    }
    const each = all / tally.replications;
    return statistic.kind === "rate" ? (1000 * each) / (toMs - fromMs) : each;
  }
  const histogram = mergedLatency(plan, tally, metric.name, [first, last], selected(plan, metric));
  return histogram.count === 0 ? null : statisticOf(histogram, statistic);
}

function statisticOf(histogram: LatencyHistogram, statistic: Statistic): number {
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
