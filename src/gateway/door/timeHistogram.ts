/** Seconds, from a token of a small model to the longest answer. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600] as const;

/** How many times were within each bound, as Prometheus counts them: a time counts for every bound it does not exceed. */
export interface BucketCount {
  /** Seconds; "+Inf" for all of them. */
  readonly le: number | "+Inf";
  readonly count: number;
}

/** Times in buckets. To keep one costs a look through the bounds, from the shortest up. */
export class TimeHistogram {
  count = 0;
  /** Seconds. */
  sum = 0;
  private readonly counts: number[] = bounds.map(() => 0);

  /** @param milliseconds >= 0 */
  keep(milliseconds: number): void {
    const seconds = milliseconds / 1000;
    this.count++;
    this.sum += seconds;
    let j = 0;
    while (j < bounds.length && seconds > (bounds[j] ?? 0)) j++;
    if (j < bounds.length) this.counts[j] = (this.counts[j] ?? 0) + 1;
  }

  buckets(): readonly BucketCount[] {
    let within = 0;
    const upTo = bounds.map((le, j) => {
      within += this.counts[j] ?? 0;
      return { le, count: within };
    });
    return [...upTo, { le: "+Inf", count: this.count }];
  }
}
