import { Histogram, type Registry } from "prom-client";
import type { TimeHistogram } from "./timeHistogram.ts";

/** Labels of a histogram, and what was kept under them. */
export interface LabelledHistogram {
  readonly labels: Readonly<Record<string, string>>;
  readonly times: TimeHistogram;
}

/**
 * Shows histograms that are kept elsewhere in a registry of prom-client. Its own would cost more a request than all the
 * rest of the accounting: it looks up and checks the labels with every observation.
 *
 * @param read asked whenever somebody looks
 */
export function registerHistogram(
  registry: Registry,
  name: string,
  help: string,
  read: () => readonly LabelledHistogram[],
): void {
  const get = async (): Promise<object> => ({
    name,
    help,
    type: "histogram",
    aggregator: "sum",
    values: read().flatMap((histogram) => lines(name, histogram)),
  });
  // The registry reads text by the second name where a metric has it.
  registry.registerMetric(Object.assign(new Histogram({ name, help, registers: [] }), { get, getForPromString: get }));
}

function lines(name: string, { labels, times }: LabelledHistogram): readonly object[] {
  return [
    ...times
      .buckets()
      .map(({ le, count }) => ({ metricName: `${name}_bucket`, labels: { le, ...labels }, value: count })),
    { metricName: `${name}_sum`, labels, value: times.sum },
    { metricName: `${name}_count`, labels, value: times.count },
  ];
}
