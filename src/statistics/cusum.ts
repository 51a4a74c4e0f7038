import { refuseImproper } from "./refuseImproper.ts";

/**
 * Page's cumulative sum: watches for a change from `before` to `after`, two known distributions, draw by draw:
 *
 *   S = max(0, S + ln(after(x) / before(x))).
 *
 * Raising an alarm when S reaches h makes false alarms at least e^h draws apart on average, and takes about
 * h / KL(after || before) draws after a real change. Source: Page 1954; Lorden 1971 for the bound.
 */
export class Cusum {
  private readonly logRatios: Float64Array;
  private sum = 0;

  constructor(before: readonly number[], after: readonly number[]) {
    refuseImproper(before);
    refuseImproper(after);
    if (before.length !== after.length) {
      throw new RangeError(`A change keeps its categories: ${before.length} before, ${after.length} after.`);
    }
    this.logRatios = Float64Array.from(before, (p, j) => logRatio(after[j] ?? 0, p));
  }

  update(category: number): void {
    const logRatio = this.logRatios[category];
    if (logRatio === undefined) throw new RangeError(`There is no category ${category}.`);
    this.sum = Math.max(0, this.sum + logRatio);
  }

  /** S: 0 or more, in nats; Infinity once a pick was seen that only the new distribution allows. */
  get statistic(): number {
    return this.sum;
  }
}

/** What neither distribution allows says nothing about which of them holds. */
function logRatio(after: number, before: number): number {
  return after === before ? 0 : Math.log(after / before);
}
