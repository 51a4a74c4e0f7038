import type { RequestCount } from "../door/doorMetrics.ts";

/** Counts of several gateways, those of the same requests together. */
export function sumTraffic(counts: readonly (readonly RequestCount[])[]): readonly RequestCount[] {
  const sums = new Map<string, RequestCount>();
  for (const each of counts.flat()) {
    const { account, router, deployment, outcome } = each;
    const key = JSON.stringify([account, router, deployment, outcome]);
    sums.set(key, { ...each, count: (sums.get(key)?.count ?? 0) + each.count });
  }
  return [...sums.values()];
}
