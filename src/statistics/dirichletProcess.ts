import { defaultKappas } from "./dirichletLogE.ts";
import type { EProcess } from "./eProcess.ts";
import { logMean } from "./logMean.ts";
import { refuseImproper } from "./refuseImproper.ts";

/**
 * The e-process of `mixtureLogE`, fed draw by draw: each concentration kappa multiplies its E by
 *
 *   (kappa p_j + n_j) / ((kappa + n) p_j)
 *
 * for a draw of category j after n draws of which n_j fell on j. The first draw never moves it.
 * Infinity for good after a draw of probability 0. Throws RangeError for a category that does not exist.
 */
export class DirichletProcess implements EProcess {
  private readonly probabilities: Float64Array;
  private readonly kappas: Float64Array;
  private readonly counts: Float64Array;
  private n = 0;
  /** E of concentration i is products[i] * e^logs[i]: a logarithm is taken only when a product leaves its range. */
  private readonly products: Float64Array;
  private readonly logs: Float64Array;

  constructor(probabilities: readonly number[], kappas: readonly number[] = defaultKappas) {
    refuseImproper(probabilities);
    this.probabilities = Float64Array.from(probabilities);
    this.kappas = Float64Array.from(kappas);
    this.counts = new Float64Array(probabilities.length);
    this.products = new Float64Array(kappas.length).fill(1);
    this.logs = new Float64Array(kappas.length);
  }

  update(category: number): void {
    const p = this.probabilities[category];
    if (p === undefined) throw new RangeError(`There is no category ${category}.`);
    const count = this.counts[category] ?? 0;
    const kappas = this.kappas;
    const products = this.products;
    for (let i = 0; i < kappas.length; i++) {
      const kappa = kappas[i] ?? 0;
      const product = ((products[i] ?? 0) * (kappa * p + count)) / ((kappa + this.n) * p);
      products[i] = product;
      if (!(product > 1e-90 && product < 1e90)) this.fold(i, product);
    }
    this.counts[category] = count + 1;
    this.n += 1;
  }

  get logE(): number {
    return logMean(this.logs.map((log, i) => log + Math.log(this.products[i] ?? 0)));
  }

  private fold(i: number, product: number): void {
    const impossible = Number.isNaN(product);
    this.logs[i] = impossible ? Number.POSITIVE_INFINITY : (this.logs[i] ?? 0) + Math.log(product);
    this.products[i] = 1;
  }
}
