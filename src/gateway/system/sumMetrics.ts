import type { GatewayMetrics } from "./gateways.ts";

type Metric = GatewayMetrics[number];
type Value = Metric["values"][number];

/** Counts of two gateways that are gone, together. What is no count is left out: it has no meaning any more. */
export function sumMetrics(some: GatewayMetrics, others: GatewayMetrics): GatewayMetrics {
  const byName = new Map<string, Metric>();
  for (const metric of [...some, ...others]) {
    if (!isCount(metric)) continue;
    const known = byName.get(metric.name);
    byName.set(metric.name, {
      ...metric,
      values: known === undefined ? metric.values : sum(known.values, metric.values),
    });
  }
  return [...byName.values()];
}

/** prom-client writes the kind of a metric as a word or, in its types, as a number. */
function isCount({ type }: Metric): boolean {
  return ["counter", "histogram"].includes(String(type));
}

function sum(some: readonly Value[], others: readonly Value[]): Value[] {
  const sums = new Map<string, Value>();
  for (const value of [...some, ...others]) {
    const key = keyOf(value);
    sums.set(key, { ...value, value: (sums.get(key)?.value ?? 0) + value.value });
  }
  return [...sums.values()];
}

function keyOf(value: Value): string {
  const name = "metricName" in value ? String(value.metricName) : "";
  return JSON.stringify([name, Object.entries(value.labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
