import { didYouMean } from "../nearestName.ts";
import { quote } from "../quote.ts";
import { type Metric, type MetricName, metricNames } from "../scenario.ts";

export type MetricReading =
  | { readonly kind: "metric"; readonly metric: Metric }
  | { readonly kind: "mistake"; readonly message: string };

/** Reads `response` or `ttft{deployment:new-deployment}`. Whether there is such a deployment is for others to say. */
export function parseMetric(text: string): MetricReading {
  const parts = /^\s*([\w-]+)\s*(?:\{\s*(\w+)\s*:\s*([^\s{}]+)\s*\}\s*)?$/.exec(text);
  const written = parts?.[1];
  if (written === undefined) {
    return {
      kind: "mistake",
      message: `expected a metric such as "response" or "ttft{deployment:name}", got ${quote(text)}`,
    };
  }
  const name = metricNames.find((known) => known === written);
  if (name === undefined) return { kind: "mistake", message: unknownMetric(written) };
  const [, , tag, deployment] = parts ?? [];
  if (tag !== undefined && tag !== "deployment") {
    return { kind: "mistake", message: `a metric is narrowed by {deployment:name} alone, got {${tag}:…}` };
  }
  return { kind: "metric", metric: deployment === undefined ? { name } : { name, deployment } };
}

/** What people call the same things elsewhere. */
const otherNames: Readonly<Record<string, MetricName>> = {
  latency: "response",
  duration: "response",
  http_req_duration: "response",
  http_req_waiting: "ttft",
  http_req_failed: "errors",
  http_reqs: "requests",
  iterations: "requests",
};

function unknownMetric(written: string): string {
  const other = Object.hasOwn(otherNames, written) ? otherNames[written] : undefined;
  const hint = other === undefined ? didYouMean(written, metricNames) : ` (did you mean ${quote(other)}?)`;
  return `expected one of ${metricNames.map(quote).join(", ")}, got ${quote(written)}${hint}`;
}
