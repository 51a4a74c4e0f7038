import { quote } from "../quote.ts";
import type { Metric, MetricName, Statistic } from "../scenario.ts";
import { parseMetric } from "./parseMetric.ts";
import { statisticForms } from "./statisticForms.ts";

/** One number of a run: a statistic of a metric, in the metric's unit. */
export interface Measure {
  /** As it is written: "response:p95". */
  readonly text: string;
  readonly metric: Metric;
  readonly statistic: Statistic;
}

export type MeasureReading =
  | { readonly kind: "measure"; readonly measure: Measure }
  | { readonly kind: "mistake"; readonly message: string };

/**
 * Reads a measure, METRIC:STATISTIC: `response:p95`, `ttft{deployment:new}:avg`, `errors:rate`. Quantiles may be written
 * as in a threshold, `p(95)`. Whether there is such a deployment is for others to say.
 */
export function parseMeasure(text: string): MeasureReading {
  const parts = /^(.*[\w}]) *: *([^:{}]+)$/.exec(text.trim());
  const [, written = text, of = ""] = parts ?? [];
  const reading = parseMetric(written);
  if (reading.kind === "mistake") return reading;
  const { metric } = reading;
  const statistic = readStatistic(metric.name, of.trim());
  if (statistic === undefined) {
    return { kind: "mistake", message: `expected ${examples[metric.name]}, got ${quote(text)}` };
  }
  return { kind: "measure", measure: { text: text.trim(), metric, statistic } };
}

function readStatistic(metric: MetricName, text: string): Statistic | undefined {
  const inBrackets = text.replace(/^p(\d+(?:\.\d+)?)$/, "p($1)");
  return statisticForms(metric)
    .find(({ fits }) => fits.test(inBrackets))
    ?.read(inBrackets);
}

function ofLatency(name: MetricName): string {
  return `"${name}:" and p95 or another percentile, avg, min, med or max`;
}

const examples: Readonly<Record<MetricName, string>> = {
  waiting: ofLatency("waiting"),
  service: ofLatency("service"),
  response: ofLatency("response"),
  ttft: ofLatency("ttft"),
  requests: '"requests:count" or "requests:rate"',
  errors: '"errors:rate"',
};
