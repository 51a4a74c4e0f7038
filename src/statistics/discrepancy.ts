/**
 * How far a sequence of draws strays from dealing categories out in proportion to whole `weights`: the largest distance
 *
 *   |n_j - n w_j / W|,   W the sum of the weights,
 *
 * of any category j after any number n of draws. In whole numbers throughout, so nothing rounds: distances are kept
 * times W. Smooth weighted round-robin stays below (k - 1)^2 / k with k categories (below 1/2 for weights 1:1).
 *
 * A draw costs the same for any number of categories: the count of a category is furthest below its share just before it
 * is drawn, and furthest above just after.
 */
export class Discrepancy {
  private readonly weights: readonly number[];
  private readonly total: number;
  private readonly counts: Float64Array;
  private n = 0;
  private largestScaled = 0;
  private worst = 0;
  private worstAfter = 0;

  /** Throws RangeError unless the weights are whole numbers >= 0 with a sum that can be multiplied by 2^20 draws. */
  constructor(weights: readonly number[]) {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (!weights.every((weight) => Number.isInteger(weight) && weight >= 0) || !(total > 0 && total <= 2 ** 32)) {
      throw new RangeError(`Weights are whole numbers with a sum from 1 to 2^32, not ${weights.join(", ")}.`);
    }
    this.weights = weights;
    this.total = total;
    this.counts = new Float64Array(weights.length);
  }

  update(category: number): void {
    const weight = this.weights[category] ?? 0;
    const count = this.counts[category] ?? 0;
    this.look(category, this.n * weight - count * this.total);
    this.n++;
    this.counts[category] = count + 1;
    this.look(category, (count + 1) * this.total - this.n * weight);
  }

  /** The largest distance so far, in draws. */
  get largest(): number {
    this.lookAtAll();
    return this.largestScaled / this.total;
  }

  /** The category that strayed furthest, and after how many draws; category 0 after 0 draws when none did. */
  get where(): { readonly category: number; readonly after: number } {
    this.lookAtAll();
    return { category: this.worst, after: this.worstAfter };
  }

  private lookAtAll(): void {
    for (const [category, weight] of this.weights.entries()) {
      this.look(category, Math.abs(this.n * weight - (this.counts[category] ?? 0) * this.total));
    }
  }

  private look(category: number, scaled: number): void {
    if (scaled <= this.largestScaled) return;
    this.largestScaled = scaled;
    this.worst = category;
    this.worstAfter = this.n;
  }
}
