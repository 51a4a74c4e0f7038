/** Values from here on count as this. */
const mostCounted = 4095;

/** A quantile of the last so many whole numbers. */
export class RecentQuantile {
  private readonly values: Int32Array;
  /** How many of them are each number. */
  private readonly counts: Int32Array = new Int32Array(mostCounted + 1);
  private readonly q: number;
  private seen = 0;

  /** @param q in [0, 1] */
  constructor(limit: number, q: number) {
    this.values = new Int32Array(limit);
    this.q = q;
  }

  /** @param value integer >= 0 */
  record(value: number): void {
    const { values, counts, seen } = this;
    const at = seen % values.length;
    const oldest = values[at] ?? 0;
    if (seen >= values.length) counts[oldest] = (counts[oldest] ?? 0) - 1;
    const newest = Math.min(value, mostCounted);
    values[at] = newest;
    counts[newest] = (counts[newest] ?? 0) + 1;
    this.seen = seen + 1;
  }

  /** The least number that is not below a part q of them; Infinity without any. */
  quantile(): number {
    const count = Math.min(this.seen, this.values.length);
    if (count === 0) return Number.POSITIVE_INFINITY;
    const rank = Math.max(1, Math.ceil(this.q * count));
    let below = 0;
    let value = -1;
    while (below < rank) below += this.counts[++value] ?? count;
    return value;
  }
}
