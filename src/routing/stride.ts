import { carriedCredit, carriedTurns, type DealtOut } from "./carriedCredit.ts";
import type { RoutingTable } from "./routingTable.ts";
import type { Selector } from "./selector.ts";
import { unroutable } from "./unroutable.ts";

/**
 * Deals requests out by weight without chance: each deployment has a pass that goes up by a stride of 1 / units whenever
 * it is picked, and the lowest pass is picked, of equals the first in the table. Replicas of a deployment take turns.
 *
 * Smooth: after any number of requests a deployment is at most max(1, k - 1) / 2 requests from its share, k the
 * deployments that get traffic, because passes begin half a stride in: at any time all counts are within half a request of
 * their units times one and the same pass. A new table goes on where the old one stood.
 *
 * Source: C. Waldspurger and W. Weihl, "Stride scheduling: deterministic proportional-share resource management", MIT
 * LCS TM-528 (1995), where passes begin a whole stride in.
 */
export function stride(table: RoutingTable, before?: Selector): Selector {
  if (table.totalUnits === 0) return unroutable;
  return new StrideSelector(table, before instanceof StrideSelector ? before : undefined);
}

class StrideSelector implements Selector, DealtOut {
  readonly table: RoutingTable;
  readonly turns: Int32Array;
  /** Requests that each deployment was ahead of its share when this table came. */
  private readonly ahead: Float64Array;
  /** Requests to each deployment since the round began: whole numbers, so that no pass drifts. */
  private readonly counts: Float64Array;
  private readonly passes: Float64Array;
  private sinceRound = 0;

  constructor(table: RoutingTable, before: DealtOut | undefined) {
    this.table = table;
    this.turns = carriedTurns(table, before);
    this.ahead = carriedCredit(table, before).map((behind) => -behind);
    this.counts = new Float64Array(table.deployments.length);
    this.passes = new Float64Array(table.deployments.length);
    for (const j of this.passes.keys()) this.setPass(j, 0);
  }

  credit(): readonly number[] {
    const { units, totalUnits } = this.table;
    return Array.from(
      this.counts,
      (count, j) => (this.sinceRound * (units[j] ?? 0)) / totalUnits - count - (this.ahead[j] ?? 0),
    );
  }

  pick(): number {
    const { passes, turns, counts } = this;
    const { totalUnits, firstSlot, ready } = this.table;
    let chosen = 0;
    let lowest = passes[0] ?? Number.POSITIVE_INFINITY;
    for (let j = 1; j < passes.length; j++) {
      const pass = passes[j] ?? Number.POSITIVE_INFINITY;
      if (pass < lowest) {
        lowest = pass;
        chosen = j;
      }
    }
    this.setPass(chosen, (counts[chosen] ?? 0) + 1);
    if (++this.sinceRound === totalUnits) this.beginRound();
    const turn = turns[chosen] ?? 0;
    turns[chosen] = turn + 1 < (ready[chosen] ?? 0) ? turn + 1 : 0;
    return (firstSlot[chosen] ?? 0) + turn;
  }

  /** After as many requests as there are units, everybody is where the round began. */
  private beginRound(): void {
    const { units } = this.table;
    this.sinceRound = 0;
    for (const j of this.counts.keys()) this.setPass(j, (this.counts[j] ?? 0) - (units[j] ?? 0));
  }

  private setPass(j: number, count: number): void {
    const units = this.table.units[j] ?? 0;
    this.counts[j] = count;
    this.passes[j] = units === 0 ? Number.POSITIVE_INFINITY : (count + 0.5 + (this.ahead[j] ?? 0)) / units;
  }
}
