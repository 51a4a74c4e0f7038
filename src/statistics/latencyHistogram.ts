/** A histogram as plain data: what crosses threads and files. Equal histograms have equal states. */
export interface HistogramState {
  /** Bucket of the smallest recorded value, which `counts[0]` counts; 0 when nothing is recorded. */
  readonly first: number;
  /** Values per bucket, from `first` to the bucket of the largest recorded value. */
  readonly counts: Float64Array;
  readonly count: number;
  /** The sum of all values is `sumCarries * 2^52 + sumUs` microseconds, with `sumUs` below 2^52. */
  readonly sumUs: number;
  readonly sumCarries: number;
  /** 0 when nothing is recorded, as is `maxUs`. */
  readonly minUs: number;
  readonly maxUs: number;
}

/**
 * Counts latencies in log-linear buckets: 128 to an octave, over integer microseconds.
 *
 * A recorded value is rounded to the nearest microsecond. Quantiles are then within 1/256 (0.391 %) of the exact
 * ones, plus half a microsecond; count, least, largest and mean are exact in microseconds. Merging adds integers, so
 * shards merged in any order give the same state, bit for bit, as recording everything into one histogram.
 */
export class LatencyHistogram {
  /** Counts of the buckets from `first` on; both ends lie on an octave. */
  private counts: Float64Array = new Float64Array(0);
  private first = 0;
  /** Sum of the values below 2^52, and how often 2^52 was taken from it. In a typed array its doubles are never boxed. */
  private readonly sum: Float64Array = new Float64Array(2);
  // Above and below every value while nothing is recorded; small integers as long as the values are.
  private leastUs: number = nothingYet;
  private largestUs = -1;

  static from(state: HistogramState): LatencyHistogram {
    const histogram = new LatencyHistogram();
    histogram.add(state);
    return histogram;
  }

  /** Counts one latency of `ms` milliseconds: finite, 0 or more, below 2^52 microseconds (142 years). Throws RangeError. */
  record(ms: number): void {
    if (!(ms >= 0 && ms < longMs)) {
      this.recordLong(ms);
      return;
    }
    const us = (ms * 1000 + 0.5) | 0;
    this.countOne(bucketOfShort(us), us);
  }

  /**
   * Counts the first `count` of whole microseconds in [0, 2^31): what `record` does for each, several times as fast.
   * The values are not checked.
   *
   * @param count at most 2^20
   */
  recordAllUs(values: Int32Array, count: number): void {
    let leastUs = this.leastUs;
    let largestUs = this.largestUs;
    let total = 0;
    for (let i = 0; i < count; i++) {
      const us = values[i] ?? 0;
      if (us < leastUs) leastUs = us;
      if (us > largestUs) largestUs = us;
      total += us;
    }
    if (count === 0) return;
    const counts = this.cover(bucketOfShort(leastUs), bucketOfShort(largestUs));
    const first = this.first;
    for (let i = 0; i < count; i++) {
      const at = bucketOfShort(values[i] ?? 0) - first;
      counts[at] = (counts[at] ?? 0) + 1;
    }
    this.leastUs = leastUs;
    this.largestUs = largestUs;
    this.carryOver((this.sum[0] ?? 0) + total);
  }

  merge(other: LatencyHistogram): void {
    if (other.largestUs < 0) return;
    this.add({
      first: other.first,
      counts: other.counts,
      count: 1,
      sumUs: other.sum[0] ?? 0,
      sumCarries: other.sum[1] ?? 0,
      minUs: other.leastUs,
      maxUs: other.largestUs,
    });
  }

  get count(): number {
    let count = 0;
    for (const inBucket of this.counts) count += inBucket;
    return count;
  }

  /** Exact to the microsecond, as are `maxMs` and `meanMs`. An empty histogram has none: RangeError. */
  get minMs(): number {
    this.refuseEmpty("least value");
    return this.leastUs / 1000;
  }

  get maxMs(): number {
    this.refuseEmpty("largest value");
    return this.largestUs / 1000;
  }

  get meanMs(): number {
    this.refuseEmpty("mean");
    const count = this.count;
    return (((this.sum[1] ?? 0) * carry) / count + (this.sum[0] ?? 0) / count) / 1000;
  }

  /**
   * The least latency that at least a share `q` of the recorded values do not exceed (nearest rank, no
   * interpolation: the value of rank ceil(q n)), as the midpoint of its bucket, clamped to the exact least and
   * largest value; `q` = 0 gives the exact least and `q` = 1 the exact largest.
   *
   * Ten values 1, 2, ..., 10 ms: `quantileMs(0.5)` is the bucket of the fifth, 5 ms within 0.391 %.
   *
   * Throws RangeError when `q` is outside [0, 1] or nothing is recorded.
   */
  quantileMs(q: number): number {
    if (!(q >= 0 && q <= 1)) throw new RangeError(`A quantile is asked for at a share in [0, 1], not at ${q}.`);
    this.refuseEmpty("quantile");
    if (q === 0) return this.minMs;
    if (q === 1) return this.maxMs;
    const us = bucketMidpointUs(this.bucketOfRank(rankOf(q, this.count)));
    return Math.min(Math.max(us, this.leastUs), this.largestUs) / 1000;
  }

  state(): HistogramState {
    const first = this.counts.findIndex(isPositive);
    if (first < 0)
      return { first: 0, counts: new Float64Array(0), count: 0, sumUs: 0, sumCarries: 0, minUs: 0, maxUs: 0 };
    return {
      first: this.first + first,
      counts: this.counts.slice(first, this.counts.findLastIndex(isPositive) + 1),
      count: this.count,
      sumUs: this.sum[0] ?? 0,
      sumCarries: this.sum[1] ?? 0,
      minUs: this.leastUs,
      maxUs: this.largestUs,
    };
  }

  private recordLong(ms: number): void {
    const us = Math.floor(ms * 1000 + 0.5);
    if (!(ms >= 0 && us < carry)) {
      throw new RangeError(`A latency is a number of milliseconds from 0 to 2^52 microseconds, not ${ms}.`);
    }
    if (this.largestUs < 0) this.leastUs = us;
    this.countOne(bucketOf(us), us);
  }

  private countOne(bucket: number, us: number): void {
    const at = bucket - this.first;
    if (at >>> 0 < this.counts.length) {
      const { counts, sum } = this;
      counts[at] = (counts[at] ?? 0) + 1;
      const total = (sum[0] ?? 0) + us;
      sum[0] = total;
      if (total >= carry) this.carryOver(total);
      if (us < this.leastUs) this.leastUs = us;
      if (us > this.largestUs) this.largestUs = us;
      return;
    }
    this.cover(bucket, bucket);
    this.countOne(bucket, us);
  }

  private add(state: HistogramState): void {
    if (state.count === 0) return;
    const counts = this.cover(state.first, state.first + state.counts.length - 1);
    const offset = state.first - this.first;
    const { counts: others } = state;
    // By index: an iterator would cost ten times as much here, and small cells of a sweep merge more than they play.
    for (let i = 0; i < others.length; i++) counts[offset + i] = (counts[offset + i] ?? 0) + (others[i] ?? 0);
    this.sum[1] = (this.sum[1] ?? 0) + state.sumCarries;
    this.carryOver((this.sum[0] ?? 0) + state.sumUs);
    this.leastUs = this.largestUs < 0 ? state.minUs : Math.min(this.leastUs, state.minUs);
    this.largestUs = Math.max(this.largestUs, state.maxUs);
  }

  /** Takes a sum below 2^53, where doubles still hold every integer. */
  private carryOver(total: number): void {
    const over = total >= carry ? 1 : 0;
    this.sum[0] = total - over * carry;
    this.sum[1] = (this.sum[1] ?? 0) + over;
  }

  private cover(low: number, high: number): Float64Array {
    const old = this.counts;
    if (low >= this.first && high < this.first + old.length) return old;
    const first = Math.max(0, Math.min((low & ~127) - spare, old.length === 0 ? low : this.first));
    const end = Math.max((high | 127) + 1 + spare, this.first + old.length);
    const grown = new Float64Array(end - first);
    if (old.length > 0) grown.set(old, this.first - first);
    this.counts = grown;
    this.first = first;
    return grown;
  }

  private bucketOfRank(rank: number): number {
    let below = 0;
    for (const [index, inBucket] of this.counts.entries()) {
      below += inBucket;
      if (below >= rank) return this.first + index;
    }
    return this.first + this.counts.length - 1;
  }

  private refuseEmpty(wanted: string): void {
    if (this.largestUs < 0) throw new RangeError(`An empty histogram has no ${wanted}.`);
  }
}

const carry = 2 ** 52;

/** Buckets beyond those needed when room is made, so that a histogram grows a few times in its life: three octaves. */
const spare = 3 * 128;

/** From here on a value may not be a 32-bit integer of microseconds: 35 minutes. */
const longMs = 2_147_483;

/** More than any value that is counted the short way. */
const nothingYet = 2 ** 31 - 1;

function isPositive(count: number): boolean {
  return count > 0;
}

function bucketOfShort(us: number): number {
  const octave = 24 - Math.clz32(us | 128);
  return (octave << 7) + (us >>> octave);
}

/** The bucket of a whole number of microseconds below 2^52, of which 32-bit operations see only the leading part. */
function bucketOf(us: number): number {
  const leading = us < 0x1_0000_0000 ? us >>> 0 : Math.floor(us / 0x20_0000) >>> 0;
  const octave = 24 - Math.clz32(leading | 128);
  const bucket = (octave << 7) + (leading >>> octave);
  return leading === us ? bucket : bucket + (21 << 7);
}

/** Middle of the whole microseconds `[w m, w m + w - 1]` that share a bucket, `w` = 2^octave, `m` in [128, 256). */
function bucketMidpointUs(bucket: number): number {
  const octave = Math.max((bucket >>> 7) - 1, 0);
  const width = 2 ** octave;
  return (bucket - (octave << 7)) * width + (width - 1) / 2;
}

/** ceil(q n), proof against the rounding of q and of the product: 0.07 of 100 values is the seventh, not the eighth. */
function rankOf(q: number, count: number): number {
  return Math.max(1, Math.ceil(q * count * (1 - 2 ** -51)));
}
