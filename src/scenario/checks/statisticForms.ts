import { parseDuration } from "../quantity/parseDuration.ts";
import { parsePercent } from "../quantity/parsePercent.ts";
import { parseRate } from "../quantity/parseRate.ts";
import type { MetricName, Statistic } from "../scenario.ts";

/** A statistic of a metric, and how the numbers it is held against are written. */
export interface StatisticForm {
  readonly fits: RegExp;
  readonly read: (text: string) => Statistic | undefined;
  readonly bound: (text: string) => number | undefined;
}

/** The statistics that a metric has: `p(95)`, `avg`, `min`, `med`, `max` of a latency, `count` or `rate` of others. */
export function statisticForms(metric: MetricName): readonly StatisticForm[] {
  switch (metric) {
    case "waiting":
    case "service":
    case "response":
    case "ttft":
      return latencyForms;
    case "requests":
      return requestForms;
    case "errors":
      return errorForms;
  }
}

const latencyForms: readonly StatisticForm[] = [
  { fits: /^p\(/, read: quantile, bound: parseDuration },
  { fits: /^avg$/, read: () => ({ kind: "avg" }), bound: parseDuration },
  { fits: /^min$/, read: () => ({ kind: "min" }), bound: parseDuration },
  { fits: /^max$/, read: () => ({ kind: "max" }), bound: parseDuration },
  { fits: /^med$/, read: () => ({ kind: "quantile", q: 0.5 }), bound: parseDuration },
];

const requestForms: readonly StatisticForm[] = [
  { fits: /^count$/, read: () => ({ kind: "count" }), bound: parseCount },
  { fits: /^rate$/, read: () => ({ kind: "rate" }), bound: parseRate },
];

const errorForms: readonly StatisticForm[] = [
  { fits: /^rate$/, read: () => ({ kind: "rate" }), bound: parseErrorShare },
];

function quantile(text: string): Statistic | undefined {
  const percent = /^p\(\s*(\d+(?:\.\d+)?)\s*\)$/.exec(text)?.[1];
  const q = percent === undefined ? 0 : Number(`${percent}e-2`);
  return q > 0 && q < 1 ? { kind: "quantile", q } : undefined;
}

function parseCount(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function parseErrorShare(text: string): number | undefined {
  const share = parsePercent(text);
  return share !== undefined && share <= 1 ? share : undefined;
}
