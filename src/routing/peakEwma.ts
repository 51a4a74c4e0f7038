import type { RandomSource } from "../engine/randomSource.ts";
import { ReplicaDraws } from "./replicaDraws.ts";
import { type RoutingTable, slotsOfReplicas } from "./routingTable.ts";
import type { AttemptEnd, LoadView, Selector } from "./selector.ts";
import type { PeakEwmaTuning } from "./strategy.ts";
import { unroutable } from "./unroutable.ts";

/**
 * Cost of a replica that has requests in flight and has never ended one: nobody knows how slow it is. 2^47 ns, some 39
 * hours, as Finagle has it: no answer is so slow that it costs more.
 */
const unknownCostMs = 2 ** 47 * 1e-6;

/**
 * Draws `choices` different replicas at random by weight (2 unless told) and picks the one that is cheapest: the latency
 * expected of it times the requests it would then have in flight.
 *
 * The latency is a moving average that jumps to every peak at once and comes down slowly. With x the latency of an attempt
 * that has ended, c the cost, t the time since c was last changed and τ = `decayMs`:
 *
 *   c ← x                        if x > c
 *   c ← c w + x (1 - w)          otherwise, w = exp(-t / τ)
 *
 * Looking at a replica is as if it had just answered in no time (x = 0), so that one that was slow is tried again. A new
 * table keeps what is known of the replicas that stay. Attempts that failed count like others: replicas that fail fast
 * look good.
 *
 * Load-aware: no split is promised. An idle fleet that nothing is known of is split by weight, as is one whose replicas all
 * cost nothing.
 *
 * Source: Twitter Finagle's `PeakEwma` with its two choices; Linkerd 2 picks so by default. Finagle's draws know no weights.
 */
export function peakEwma(table: RoutingTable, tuning: PeakEwmaTuning = {}, before?: Selector): Selector {
  if (table.totalUnits === 0) return unroutable;
  return new PeakEwmaSelector(table, tuning, before instanceof PeakEwmaSelector ? before : undefined);
}

class PeakEwmaSelector implements Selector {
  private readonly draws: ReplicaDraws;
  private readonly decayMs: number;
  private readonly slotOfReplica: ReadonlyMap<number, number>;
  private readonly costMs: Float64Array;
  private readonly changedMs: Float64Array;

  constructor(table: RoutingTable, { choices = 2, decayMs = 10_000 }: PeakEwmaTuning, before?: PeakEwmaSelector) {
    this.draws = new ReplicaDraws(table, choices);
    this.decayMs = decayMs;
    this.slotOfReplica = slotsOfReplicas(table);
    this.costMs = new Float64Array(table.slots);
    this.changedMs = new Float64Array(table.slots);
    if (before === undefined) return;
    for (const [replica, slot] of this.slotOfReplica) {
      const old = before.slotOfReplica.get(replica);
      if (old === undefined) continue;
      this.costMs[slot] = before.costMs[old] ?? 0;
      this.changedMs[slot] = before.changedMs[old] ?? 0;
    }
  }

  pick(random: RandomSource, load: LoadView): number {
    const { draws } = this;
    const drawn = draws.draw(random);
    const nowMs = load.nowMs();
    let best = 0;
    let lowest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < drawn; i++) {
      const slot = draws.slots[i] ?? 0;
      const cost = this.cost(slot, load.inFlightOfSlot(slot), nowMs);
      if (cost < lowest) {
        lowest = cost;
        best = slot;
      }
    }
    return best;
  }

  learn({ replica, latencyMs }: AttemptEnd, load: LoadView): void {
    const slot = this.slotOfReplica.get(replica);
    if (slot !== undefined) this.observe(slot, latencyMs, load.nowMs());
  }

  private cost(slot: number, inFlight: number, nowMs: number): number {
    this.observe(slot, 0, nowMs);
    const costMs = this.costMs[slot] ?? 0;
    return costMs === 0 && inFlight > 0 ? unknownCostMs + inFlight : costMs * (inFlight + 1);
  }

  private observe(slot: number, latencyMs: number, nowMs: number): void {
    const costMs = this.costMs[slot] ?? 0;
    const weight = Math.exp(((this.changedMs[slot] ?? 0) - nowMs) / this.decayMs);
    this.costMs[slot] = latencyMs > costMs ? latencyMs : costMs * weight + latencyMs * (1 - weight);
    this.changedMs[slot] = nowMs;
  }
}
