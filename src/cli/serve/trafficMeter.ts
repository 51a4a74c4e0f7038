import type { RouterTraffic, TrafficSnapshot } from "./trafficSnapshot.ts";

/** How a server fares just now. */
export interface TrafficReading {
  readonly ratePerSecond: number;
  readonly unservedPerSecond: number;
  readonly inFlight: number;
  readonly revision: number;
  /** Those with traffic of late, the busiest first. */
  readonly routers: readonly RouterReading[];
}

export interface RouterReading {
  readonly account: string;
  readonly id: string;
  readonly requests: number;
  /** Those that have or are to have a share. */
  readonly shares: readonly ShareReading[];
}

export interface ShareReading {
  readonly deployment: string;
  readonly observed: number;
  readonly expected: number;
}

/** A rate is that of the last seconds. */
const rateWindowMs = 5_000;
/** A split is seen over one to two of these, and since it was last meant to be another. */
const splitWindowMs = 30_000;

/**
 * Turns totals into what goes on: the rate of the last 5 s, and of every router the split since the expected one last
 * changed, at most of the last minute. A request counts when it ends, so just after a change some still show the split
 * before.
 */
export class TrafficMeter {
  private recent: readonly TrafficSnapshot[];
  private older: Counts;
  private newer: Counts;
  private rotatedMs: number;

  constructor(first: TrafficSnapshot) {
    this.recent = [first];
    this.older = countsOf(first);
    this.newer = this.older;
    this.rotatedMs = first.atMs;
  }

  /** @param snapshot not before the last one */
  read(snapshot: TrafficSnapshot): TrafficReading {
    const begin = snapshot.atMs - rateWindowMs;
    const start = Math.max(
      0,
      this.recent.findLastIndex(({ atMs }) => atMs <= begin),
    );
    this.recent = [...this.recent.slice(start), snapshot];
    const [first = snapshot] = this.recent;
    const seconds = Math.max(snapshot.atMs - first.atMs, 1) / 1000;
    const routers = snapshot.routers.map((router) => this.readRouter(router));
    this.rotate(snapshot);
    return {
      ratePerSecond: (snapshot.requests - first.requests) / seconds,
      unservedPerSecond: (snapshot.unserved - first.unserved) / seconds,
      inFlight: snapshot.inFlight,
      revision: snapshot.revision,
      routers: routers.filter(({ requests }) => requests > 0).sort((a, b) => b.requests - a.requests),
    };
  }

  private readRouter(router: RouterTraffic): RouterReading {
    const base = this.baseOf(router);
    const counts = router.deployments.map((deployment) => deployment.requests - requestsOf(base, deployment.id));
    const requests = counts.reduce((sum, count) => sum + count, 0);
    const shares = router.deployments.map(({ id, expected }, at) => ({
      deployment: id,
      observed: requests === 0 ? 0 : (counts[at] ?? 0) / requests,
      expected,
    }));
    const { account, id } = router;
    return { account, id, requests, shares: shares.filter(({ observed, expected }) => observed > 0 || expected > 0) };
  }

  /** What is counted from: anew when the router has come, or is to split differently from then. */
  private baseOf(router: RouterTraffic): RouterTraffic {
    const key = keyOf(router);
    const known = this.older.get(key);
    if (known !== undefined && meant(known) === meant(router)) return known;
    const base =
      known === undefined
        ? { ...router, deployments: router.deployments.map((each) => ({ ...each, requests: 0 })) }
        : router;
    this.older.set(key, base);
    this.newer.set(key, base);
    return base;
  }

  private rotate(snapshot: TrafficSnapshot): void {
    if (snapshot.atMs - this.rotatedMs < splitWindowMs) return;
    this.older = this.newer;
    this.newer = countsOf(snapshot);
    this.rotatedMs = snapshot.atMs;
  }
}

type Counts = Map<string, RouterTraffic>;

function countsOf({ routers }: TrafficSnapshot): Counts {
  return new Map(routers.map((router) => [keyOf(router), router]));
}

function keyOf({ account, id }: RouterTraffic): string {
  return `${account}/${id}`;
}

function requestsOf({ deployments }: RouterTraffic, deployment: string): number {
  return deployments.find(({ id }) => id === deployment)?.requests ?? 0;
}

/** The expected split as a text to compare. */
function meant({ deployments }: RouterTraffic): string {
  const entries = deployments.filter(({ expected }) => expected > 0).map(({ id, expected }) => [id, expected]);
  return JSON.stringify(entries);
}
