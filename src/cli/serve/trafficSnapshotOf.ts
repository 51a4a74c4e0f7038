import type { RequestCount } from "../../gateway/door/doorMetrics.ts";
import type { ResourceStore } from "../../gateway/resourceStore.ts";
import type { System } from "../../gateway/system/system.ts";
import { routingTable, shares } from "../../routing/routingTable.ts";
import type { RouterTraffic, TrafficSnapshot } from "./trafficSnapshot.ts";

/** What a running system tells of itself. */
export type TrafficSource = Pick<System, "store" | "traffic">;

/** What has gone through a system by now, beside the split that its resources promise. */
export function trafficSnapshotOf(source: TrafficSource, atMs: number): TrafficSnapshot {
  const { requests: counts, inFlight, revision, ready } = source.traffic();
  const entered = counts.filter(({ outcome }) => outcome !== "refused");
  const readyOf = new Map(ready.map(({ account, deployment, replicas }) => [`${account}/${deployment}`, replicas]));
  return {
    atMs,
    requests: total(entered),
    unserved: total(entered.filter(({ outcome }) => outcome !== "served" && outcome !== "cancelled")),
    inFlight,
    revision,
    routers: routersIn(entered).map((router) => ({
      ...router,
      deployments: deploymentsOf(router, source.store, entered, readyOf),
    })),
  };
}

type Named = Pick<RouterTraffic, "account" | "id">;

function routersIn(counts: readonly RequestCount[]): readonly Named[] {
  const named = new Map<string, Named>();
  for (const { account, router } of counts)
    if (router !== "") named.set(`${account}/${router}`, { account, id: router });
  return [...named.values()];
}

function deploymentsOf(
  { account, id }: Named,
  store: ResourceStore,
  counts: readonly RequestCount[],
  readyOf: ReadonlyMap<string, number>,
): RouterTraffic["deployments"] {
  const own = counts.filter((count) => count.account === account && count.router === id);
  const expected = expectedSplit({ account, id }, store, readyOf);
  const names = new Set([...expected.keys(), ...own.map(({ deployment }) => deployment)]);
  names.delete("");
  return [...names].map((name) => ({
    id: name,
    requests: total(own.filter(({ deployment }) => deployment === name)),
    expected: expected.get(name) ?? 0,
  }));
}

/** Shares by deployment, in the order of the router; none of a router that is gone. */
function expectedSplit(
  { account, id }: Named,
  store: ResourceStore,
  readyOf: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const entries = store.read(({ routers, deployments }) =>
    (routers.get(account, id)?.deployments ?? []).map((deployment) => ({
      deployment,
      ready: readyOf.get(`${account}/${deployment}`) ?? 0,
      weight: deployments.get(account, deployment)?.weight ?? 0,
    })),
  );
  const table = routingTable(1, entries);
  return new Map(shares(table).map((share, at) => [table.deployments[at] ?? "", share]));
}

function total(counts: readonly RequestCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
