/** Latencies remembered of each replica. */
const remembered = 16;

/**
 * How long replicas have lately taken, and how busy they were when the attempts came: the last few of each, for some time.
 * Answers what latency to expect of a replica at a given load: the median of those attempts that came at the load nearest
 * to it, in proportion to the requests then and now. Without that, one that has only been seen busy would never be tried
 * idle.
 */
export class LatencyByLoad {
  private readonly latencyMs: Float64Array;
  private readonly inFlight: Int32Array;
  private readonly endedMs: Float64Array;
  /** Attempts seen, by slot. */
  private readonly seen: Int32Array;
  private readonly sorted: number[] = new Array(remembered).fill(0);

  private readonly memoryMs: number;

  /** @param memoryMs attempts that ended longer ago are forgotten */
  constructor(slots: number, memoryMs: number) {
    this.memoryMs = memoryMs;
    this.endedMs = new Float64Array(slots * remembered);
    this.latencyMs = new Float64Array(slots * remembered);
    this.inFlight = new Int32Array(slots * remembered);
    this.seen = new Int32Array(slots);
  }

  record(slot: number, latencyMs: number, inFlight: number, endedMs: number): void {
    const seen = this.seen[slot] ?? 0;
    const at = slot * remembered + (seen % remembered);
    this.latencyMs[at] = latencyMs;
    this.inFlight[at] = inFlight;
    this.endedMs[at] = endedMs;
    this.seen[slot] = seen + 1;
  }

  /** 0 for a replica of which nothing is known: it is worth a try. */
  expectedMs(slot: number, inFlight: number, nowMs: number): number {
    const from = slot * remembered;
    const sinceMs = nowMs - this.memoryMs;
    const to = from + Math.min(this.seen[slot] ?? 0, remembered);
    let nearest = Number.POSITIVE_INFINITY;
    for (let i = from; i < to; i++) {
      if ((this.endedMs[i] ?? 0) >= sinceMs) nearest = Math.min(nearest, Math.abs((this.inFlight[i] ?? 0) - inFlight));
    }
    const { sorted } = this;
    let found = 0;
    for (let i = from; i < to; i++) {
      if ((this.endedMs[i] ?? 0) < sinceMs || Math.abs((this.inFlight[i] ?? 0) - inFlight) !== nearest) continue;
      insert(sorted, found++, this.scaledMs(i, inFlight));
    }
    return found === 0 ? 0 : (sorted[found >> 1] ?? 0);
  }

  private scaledMs(at: number, inFlight: number): number {
    return ((this.latencyMs[at] ?? 0) * (inFlight + 1)) / ((this.inFlight[at] ?? 0) + 1);
  }

  /** Takes over what another one knows of a replica. */
  copy(slot: number, from: LatencyByLoad, old: number): void {
    const range = [old * remembered, (old + 1) * remembered] as const;
    this.latencyMs.set(from.latencyMs.subarray(...range), slot * remembered);
    this.inFlight.set(from.inFlight.subarray(...range), slot * remembered);
    this.endedMs.set(from.endedMs.subarray(...range), slot * remembered);
    this.seen[slot] = from.seen[old] ?? 0;
  }
}

/** Keeps the first `count` + 1 in order: quicker than a sort for so few. */
function insert(sorted: number[], count: number, value: number): void {
  let at = count;
  for (; at > 0 && (sorted[at - 1] ?? 0) > value; at--) sorted[at] = sorted[at - 1] ?? 0;
  sorted[at] = value;
}
