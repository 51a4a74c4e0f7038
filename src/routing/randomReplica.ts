import { boundedInteger } from "../engine/boundedInteger.ts";
import type { RandomSource } from "../engine/randomSource.ts";
import type { RoutingTable } from "./routingTable.ts";
import type { Selector } from "./selector.ts";
import { unroutable } from "./unroutable.ts";

/**
 * Every replica with the same probability, whatever its weight; a weight of 0 still takes a deployment out. Independent:
 * deployment j gets `ready_j / Σ ready` of the requests.
 *
 * Source: the baseline of every study of load balancing; `random` without weights in nginx, HAProxy and Envoy.
 */
export function randomReplica(table: RoutingTable): Selector {
  return table.totalUnits === 0 ? unroutable : new RandomReplicaSelector(table.slots);
}

class RandomReplicaSelector implements Selector {
  private readonly slots: number;

  constructor(slots: number) {
    this.slots = slots;
  }

  pick(random: RandomSource): number {
    return boundedInteger(random, this.slots);
  }
}
