import type { KeyRecord } from "../resources.ts";
import type { RoutingPlan } from "../routingPlan.ts";

/** What a gateway is handed to route by and to know callers by: plain data, so that it can go to another process. */
export interface Handout {
  readonly plan: RoutingPlan;
  /** All keys, as hashes; absent when they are those of the handout before. */
  readonly keys?: readonly KeyRecord[];
}
