import { quote } from "../quote.ts";
import type { Limit, MetricName } from "../scenario.ts";
import { statisticForms } from "./statisticForms.ts";

export type LimitReading =
  | { readonly kind: "limit"; readonly limit: Limit }
  | { readonly kind: "mistake"; readonly message: string };

/**
 * Reads a threshold in the grammar of k6, with a unit: `p(95)<500ms` or `avg<=2s` of a latency, `count>1000` or
 * `rate>35/s` of requests, `rate<1%` of errors. `med` is `p(50)`.
 */
export function parseLimit(text: string, metric: MetricName): LimitReading {
  const parts = /^\s*(\w+(?:\([^()]*\))?)\s*([<>=!]{1,3})\s*(\S+)\s*$/.exec(text);
  const statistic = statisticForms(metric).find(({ fits }) => fits.test(parts?.[1] ?? ""));
  const comparison = (["<", "<=", ">", ">="] as const).find((known) => known === parts?.[2]);
  const of = parts?.[1] === undefined ? undefined : statistic?.read(parts[1]);
  const bound = parts?.[3] === undefined ? undefined : statistic?.bound(parts[3]);
  if (of === undefined || comparison === undefined || bound === undefined) {
    return { kind: "mistake", message: `expected ${grammar[metric]}, got ${quote(text)}` };
  }
  return { kind: "limit", limit: { statistic: of, comparison, bound } };
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
