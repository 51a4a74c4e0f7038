/**
 * What a router has lately been told by replicas it asked: a pool of a few probes, the oldest first. Several may be of the
 * same replica: which probes are kept must not depend on who answered, or shares by weight would be lost.
 */
export class ProbePool {
  /** Probes held. */
  size = 0;
  /** By probe, `size` of them. */
  readonly slots: Int32Array;
  readonly inFlight: Int32Array;
  readonly latencyMs: Float64Array;
  readonly atMs: Float64Array;
  /** Requests that were sent on the word of this probe. */
  readonly uses: Int32Array;

  /** @param limit most probes held, integer >= 1 */
  constructor(limit: number) {
    this.slots = new Int32Array(limit);
    this.inFlight = new Int32Array(limit);
    this.latencyMs = new Float64Array(limit);
    this.atMs = new Float64Array(limit);
    this.uses = new Int32Array(limit);
  }

  add(slot: number, inFlight: number, latencyMs: number, atMs: number): void {
    if (this.size === this.slots.length) this.remove(0);
    this.set(this.size++, slot, inFlight, latencyMs, atMs, 0);
  }

  remove(probe: number): void {
    this.size--;
    for (let i = probe; i < this.size; i++) {
      const { slots, inFlight, latencyMs, atMs, uses } = this;
      this.set(i, slots[i + 1] ?? 0, inFlight[i + 1] ?? 0, latencyMs[i + 1] ?? 0, atMs[i + 1] ?? 0, uses[i + 1] ?? 0);
    }
  }

  removeBefore(atMs: number): void {
    while (this.size > 0 && (this.atMs[0] ?? 0) < atMs) this.remove(0);
  }

  /** A request goes to the replica of a probe: it holds one more than it said. */
  use(probe: number): void {
    this.inFlight[probe] = (this.inFlight[probe] ?? 0) + 1;
    this.uses[probe] = (this.uses[probe] ?? 0) + 1;
  }

  /** The probe with the fewest (`sign` 1) or most (-1) of a column among those in [from, to]; -1 when there is none. */
  extreme(column: ArrayLike<number>, sign: 1 | -1, from: number, to: number): number {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.size; i++) {
      const load = this.inFlight[i] ?? 0;
      const value = sign * (column[i] ?? 0);
      if (load < from || load > to || value >= least) continue;
      least = value;
      best = i;
    }
    return best;
  }

  private set(i: number, slot: number, inFlight: number, latencyMs: number, atMs: number, uses: number): void {
    this.slots[i] = slot;
    this.inFlight[i] = inFlight;
    this.latencyMs[i] = latencyMs;
    this.atMs[i] = atMs;
    this.uses[i] = uses;
  }
}
