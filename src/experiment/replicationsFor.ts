import type { Scenario } from "../scenario/scenario.ts";
import { plannedRequests } from "./plannedRequests.ts";

/**
 * The replications that bring at least so many requests on average: ceil(requests / planned requests of one
 * replication), at least 1. Example: 40 requests a second for 30 minutes plan 72 000, so 1e8 requests take 1389.
 *
 * @param requests integer >= 1
 * @returns undefined when the scenario plans no request at all
 */
export function replicationsFor(scenario: Scenario, requests: number): number | undefined {
  const planned = plannedRequests(scenario);
  return planned > 0 ? Math.max(1, Math.ceil(requests / planned)) : undefined;
}
