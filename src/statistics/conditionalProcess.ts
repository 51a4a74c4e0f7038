import type { EProcess } from "./eProcess.ts";
import { refuseImproper } from "./refuseImproper.ts";

/**
 * Bets that picks depend on something that was known before each of them (the picks so far, what another worker picked,
 * the hour) while the claim says that they do not: one Dirichlet(kappa p) mixture a context, their E multiplied.
 *
 * The context of the next draw is set by `given`; it must be known before the draw. A small kappa (2) learns quickly.
 * Infinity for good after a draw of probability 0.
 */
export class ConditionalProcess implements EProcess {
  private readonly probabilities: Float64Array;
  private readonly kappa: number;
  /** Counts of each category in each context, categories next to each other. */
  private readonly counts: Float64Array;
  private readonly totals: Float64Array;
  private context = 0;
  /** E is product * e^log: a logarithm is taken only when the product leaves its range. */
  private product = 1;
  private log = 0;

  constructor(probabilities: readonly number[], contexts: number, kappa: number) {
    refuseImproper(probabilities);
    if (!(Number.isInteger(contexts) && contexts >= 1 && kappa > 0)) {
      throw new RangeError(
        `A bet needs 1 or more contexts and a positive concentration, not ${contexts} and ${kappa}.`,
      );
    }
    this.probabilities = Float64Array.from(probabilities);
    this.kappa = kappa;
    this.counts = new Float64Array(contexts * probabilities.length);
    this.totals = new Float64Array(contexts);
  }

  /** The context of the next draw, from 0. */
  given(context: number): void {
    if (this.totals[context] === undefined) throw new RangeError(`There is no context ${context}.`);
    this.context = context;
  }

  update(category: number): void {
    const p = this.probabilities[category];
    if (p === undefined) throw new RangeError(`There is no category ${category}.`);
    const place = this.context * this.probabilities.length + category;
    const count = this.counts[place] ?? 0;
    const total = this.totals[this.context] ?? 0;
    this.product = (this.product * (this.kappa * p + count)) / ((this.kappa + total) * p);
    this.counts[place] = count + 1;
    this.totals[this.context] = total + 1;
    if (!(this.product > 1e-90 && this.product < 1e90)) this.fold();
  }

  get logE(): number {
    return this.log + Math.log(this.product);
  }

  private fold(): void {
    this.log = Number.isNaN(this.product) ? Number.POSITIVE_INFINITY : this.log + Math.log(this.product);
    this.product = 1;
  }
}
