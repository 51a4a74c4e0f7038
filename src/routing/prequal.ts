import type { RandomSource } from "../engine/randomSource.ts";
import { idleLoad } from "./idleLoad.ts";
import { LatencyByLoad } from "./latencyByLoad.ts";
import { ProbePool } from "./probePool.ts";
import { RecentQuantile } from "./recentQuantile.ts";
import { type RoutingTable, slotsOfReplicas } from "./routingTable.ts";
import type { AttemptEnd, LoadView, Selector } from "./selector.ts";
import type { PrequalTuning } from "./strategy.ts";
import { unroutable } from "./unroutable.ts";
import { weightedRandom } from "./weightedRandom.ts";

/** With fewer probes than these there is no choice worth the name. */
const fewestProbes = 2;
/** By how much more slowly probes are used up than come in, at least: δ of the paper. */
const surplus = 1;
/** Probes removed for every request, the oldest and the worst in turn. */
const removedEach = 1;
/** Loads seen that the hot threshold is taken from. */
const loadsSeen = 128;

/**
 * Keeps a pool of probes of replicas drawn at random by weight: how many requests each has in flight, and what latency is
 * to be expected of it at that load. Replicas above a quantile of the loads seen lately are hot. Of the probes in the pool
 * the cold one with the least latency is picked; when all are hot, the one with the fewest in flight. For every request,
 * after it is routed, `probes` replicas are asked anew, and one probe is removed, the oldest and the worst in turn. A probe
 * is also removed when it is too old, or has been used
 *
 *   b = (1 + δ) / ((1 - m / n) r - 1)   times, rounded up, at least once, with δ = 1,
 *
 * m the size of the pool, n the replicas, r the probes for every request; without limit where the denominator is not above
 * 0. With fewer than two probes the pick is weighted-random. A new table keeps the probes of the replicas that stay.
 *
 * Load-aware: no split is promised.
 *
 * Source: B. Wydrowski et al., "Load is not what you should balance: introducing Prequal", NSDI 2024. Left out: a probe
 * takes no time and is never lost, and the replicas are not asked themselves: the router tells what it knows of them (the
 * latency of the nearest load, in proportion). The paper draws probes without weights and never one replica twice for the
 * same request, and its b need not be whole. Where latencies vary much by chance, as with exponential service on one slot,
 * they say less than the requests in flight do.
 */
export function prequal(table: RoutingTable, tuning: PrequalTuning = {}, before?: Selector): Selector {
  if (table.totalUnits === 0) return unroutable;
  return new PrequalSelector(table, tuning, before instanceof PrequalSelector ? before : undefined);
}

class PrequalSelector implements Selector {
  private readonly one: Selector;
  private readonly probes: number;
  private readonly maxAgeMs: number;
  private readonly mostUses: number;
  private readonly slotOfReplica: ReadonlyMap<number, number>;
  private readonly pool: ProbePool;
  private readonly loads: RecentQuantile;
  private readonly latencies: LatencyByLoad;
  private oldestIsNext = true;

  constructor(table: RoutingTable, tuning: PrequalTuning, before: PrequalSelector | undefined) {
    const { probes = 3, pool = 16, hotQuantile = 2 ** -0.25, maxAgeMs = 1000, memoryMs = 10_000 } = tuning;
    this.one = weightedRandom(table);
    this.probes = probes;
    this.maxAgeMs = maxAgeMs;
    this.mostUses = usesOfProbe(pool, table.slots, probes);
    this.slotOfReplica = slotsOfReplicas(table);
    this.pool = new ProbePool(pool);
    this.latencies = new LatencyByLoad(table.slots, memoryMs);
    this.loads = before?.loads ?? new RecentQuantile(loadsSeen, hotQuantile);
    if (before !== undefined) this.takeOver(before);
  }

  pick(random: RandomSource, load: LoadView): number {
    const { pool } = this;
    const nowMs = load.nowMs();
    pool.removeBefore(nowMs - this.maxAgeMs);
    const slot = pool.size < fewestProbes ? this.one.pick(random, idleLoad) : this.pickFromPool();
    for (let i = 0; i < this.probes; i++) this.probe(this.one.pick(random, idleLoad), load, nowMs);
    return slot;
  }

  learn({ replica, inFlight, latencyMs, served }: AttemptEnd, load: LoadView): void {
    const slot = this.slotOfReplica.get(replica);
    if (slot !== undefined && served) this.latencies.record(slot, latencyMs, inFlight, load.nowMs());
  }

  private pickFromPool(): number {
    const { pool } = this;
    const hottest = this.loads.quantile();
    const cold = pool.extreme(pool.latencyMs, 1, 0, hottest);
    const probe = cold >= 0 ? cold : pool.extreme(pool.inFlight, 1, 0, Number.POSITIVE_INFINITY);
    const slot = pool.slots[probe] ?? 0;
    pool.use(probe);
    if ((pool.uses[probe] ?? 0) >= this.mostUses) pool.remove(probe);
    for (let i = 0; i < removedEach && pool.size > fewestProbes; i++) pool.remove(this.worn(hottest));
    return slot;
  }

  /** The oldest probe, or the worst: the hot one with the most in flight, else the slowest. */
  private worn(hottest: number): number {
    const { pool, oldestIsNext } = this;
    this.oldestIsNext = !oldestIsNext;
    if (oldestIsNext) return 0;
    const hot = pool.extreme(pool.inFlight, -1, hottest + 1, Number.POSITIVE_INFINITY);
    return hot >= 0 ? hot : pool.extreme(pool.latencyMs, -1, 0, Number.POSITIVE_INFINITY);
  }

  private probe(slot: number, load: LoadView, nowMs: number): void {
    const inFlight = load.inFlightOfSlot(slot);
    this.loads.record(inFlight);
    this.pool.add(slot, inFlight, this.latencies.expectedMs(slot, inFlight, nowMs), nowMs);
  }

  private takeOver(before: PrequalSelector): void {
    const newSlots = new Map<number, number>();
    for (const [replica, slot] of this.slotOfReplica) {
      const old = before.slotOfReplica.get(replica);
      if (old === undefined) continue;
      this.latencies.copy(slot, before.latencies, old);
      newSlots.set(old, slot);
    }
    const { pool } = before;
    for (let i = 0; i < pool.size; i++) {
      const slot = newSlots.get(pool.slots[i] ?? -1);
      if (slot !== undefined) this.pool.add(slot, pool.inFlight[i] ?? 0, pool.latencyMs[i] ?? 0, pool.atMs[i] ?? 0);
    }
  }
}

function usesOfProbe(pool: number, replicas: number, probes: number): number {
  const spent = (1 - pool / replicas) * probes - removedEach;
  return spent <= 0 ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil((1 + surplus) / spent));
}
