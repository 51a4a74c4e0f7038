import type { Scenario } from "../scenario/scenario.ts";
import { expectedRequests } from "../traffic/plannedRate.ts";
import type { ArrivalSpec } from "../traffic/trafficSpec.ts";

/** The mean number of requests of one replication. Each change of the traffic begins its arrivals afresh, until the next one. */
export function plannedRequests({ traffic, timeline, durationMs }: Scenario): number {
  let planned = 0;
  let arrivals: ArrivalSpec = traffic.arrivals;
  let fromMs = 0;
  for (const change of timeline) {
    if (change.kind !== "traffic") continue;
    planned += expectedRequests(arrivals, change.atMs - fromMs);
    arrivals = change.arrivals;
    fromMs = change.atMs;
  }
  return planned + expectedRequests(arrivals, durationMs - fromMs);
}
