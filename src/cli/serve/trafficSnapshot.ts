/** What has gone through a server since it began. */
export interface TrafficSnapshot {
  /** Of a clock that never goes back, milliseconds. */
  readonly atMs: number;
  /** Requests that have ended, those refused at the door not among them. */
  readonly requests: number;
  /** Of these, requests that got no answer: rejected, failed, timed out or unroutable. */
  readonly unserved: number;
  readonly inFlight: number;
  /** Revision of the newest routing plan. */
  readonly revision: number;
  /** Routers that have had traffic. */
  readonly routers: readonly RouterTraffic[];
}

export interface RouterTraffic {
  readonly account: string;
  readonly id: string;
  /** In the order of the router, then those that it has no more. */
  readonly deployments: readonly DeploymentTraffic[];
}

export interface DeploymentTraffic {
  readonly id: string;
  /** Requests that have ended there, whatever came of them. */
  readonly requests: number;
  /** Share that the routing table gives it; 0 for one that is not in it. */
  readonly expected: number;
}
