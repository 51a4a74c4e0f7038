import { carriedCredit, carriedTurns, type DealtOut } from "./carriedCredit.ts";
import type { RoutingTable } from "./routingTable.ts";
import type { Selector } from "./selector.ts";
import { unroutable } from "./unroutable.ts";

/**
 * Deals requests out by weight without chance, as evenly as may be: at each request every deployment gains its units, the
 * one with the most is picked and pays the total. Replicas of a deployment take turns. Units 5, 1, 1 give a a b a c a a.
 *
 * Smooth: after any number of requests a deployment is at most (k - 1)² / k requests from its share, k the deployments
 * that get traffic: who is picked has at least the mean, total / k, so no credit falls below total / k - total, and
 * credits sum to 0. A new table goes on where the old one stood.
 *
 * Source: nginx, "Upstream: smooth weighted round-robin balancing" (2012), its default method. Left out: nginx gives every
 * server an entry of its own, here that is a deployment; and it lowers the weight of servers that fail.
 */
export function smoothWeightedRoundRobin(table: RoutingTable, before?: Selector): Selector {
  if (table.totalUnits === 0) return unroutable;
  return new SmoothRoundRobinSelector(table, before instanceof SmoothRoundRobinSelector ? before : undefined);
}

class SmoothRoundRobinSelector implements Selector, DealtOut {
  readonly table: RoutingTable;
  readonly turns: Int32Array;
  /** Credit in units: whole numbers. */
  private readonly current: Float64Array;

  constructor(table: RoutingTable, before: DealtOut | undefined) {
    this.table = table;
    this.turns = carriedTurns(table, before);
    this.current = carriedCredit(table, before).map((requests) => Math.round(requests * table.totalUnits));
  }

  credit(): readonly number[] {
    return Array.from(this.current, (units) => units / this.table.totalUnits);
  }

  pick(): number {
    const { current, turns } = this;
    const { units, totalUnits, firstSlot, ready } = this.table;
    let chosen = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < current.length; j++) {
      const each = units[j] ?? 0;
      if (each === 0) continue;
      const credit = (current[j] ?? 0) + each;
      current[j] = credit;
      if (credit > most) {
        most = credit;
        chosen = j;
      }
    }
    current[chosen] = most - totalUnits;
    const turn = turns[chosen] ?? 0;
    turns[chosen] = turn + 1 < (ready[chosen] ?? 0) ? turn + 1 : 0;
    return (firstSlot[chosen] ?? 0) + turn;
  }
}
