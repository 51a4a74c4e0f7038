import { parseDuration } from "../quantity/parseDuration.ts";
import { parsePercent } from "../quantity/parsePercent.ts";
import { parseRate } from "../quantity/parseRate.ts";
import { quote } from "../quote.ts";
import type { Limit, MetricName } from "../scenario.ts";

export type LimitReading =
  | { readonly kind: "limit"; readonly limit: Limit }
  | { readonly kind: "mistake"; readonly message: string };

type Statistic = Limit["statistic"];

/**
 * Reads a threshold in the grammar of k6, with a unit: `p(95)<500ms` or `avg<=2s` of a latency, `count>1000` or
 * `rate>35/s` of requests, `rate<1%` of errors. `med` is `p(50)`.
 */
export function parseLimit(text: string, metric: MetricName): LimitReading {
  const parts = /^\s*(\w+(?:\([^()]*\))?)\s*([<>=!]{1,3})\s*(\S+)\s*$/.exec(text);
  const statistic = statistics(metric).find(({ fits }) => fits.test(parts?.[1] ?? ""));
  const comparison = (["<", "<=", ">", ">="] as const).find((known) => known === parts?.[2]);
  const of = parts?.[1] === undefined ? undefined : statistic?.read(parts[1]);
  const bound = parts?.[3] === undefined ? undefined : statistic?.bound(parts[3]);
  if (of === undefined || comparison === undefined || bound === undefined) {
    return { kind: "mistake", message: `expected ${grammar[metric]}, got ${quote(text)}` };
  }
  return { kind: "limit", limit: { statistic: of, comparison, bound } };
}

interface Form {
  readonly fits: RegExp;
  readonly read: (text: string) => Statistic | undefined;
  readonly bound: (text: string) => number | undefined;
}

const latencyForms: readonly Form[] = [
  { fits: /^p\(/, read: quantile, bound: parseDuration },
  { fits: /^avg$/, read: () => ({ kind: "avg" }), bound: parseDuration },
  { fits: /^min$/, read: () => ({ kind: "min" }), bound: parseDuration },
  { fits: /^max$/, read: () => ({ kind: "max" }), bound: parseDuration },
  { fits: /^med$/, read: () => ({ kind: "quantile", q: 0.5 }), bound: parseDuration },
];

const requestForms: readonly Form[] = [
  { fits: /^count$/, read: () => ({ kind: "count" }), bound: parseCount },
  { fits: /^rate$/, read: () => ({ kind: "rate" }), bound: parseRate },
];

const errorForms: readonly Form[] = [{ fits: /^rate$/, read: () => ({ kind: "rate" }), bound: parseErrorShare }];

function statistics(metric: MetricName): readonly Form[] {
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

const latencyGrammar = 'p(95), avg, min, med or max with <, <=, > or >= and a duration, such as "p(95)<500ms"';

const grammar: Readonly<Record<MetricName, string>> = {
  waiting: latencyGrammar,
  service: latencyGrammar,
  response: latencyGrammar,
  ttft: latencyGrammar,
  requests: 'count with a number, or rate with a rate, such as "count>1000" or "rate>35/s"',
  errors: 'rate with a share, such as "rate<1%"',
};

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
