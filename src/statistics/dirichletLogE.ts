import { logMean } from "./logMean.ts";
import { poissonDeviance } from "./poissonDeviance.ts";
import { refuseImproper } from "./refuseImproper.ts";
import { stirlingCorrection } from "./stirlingCorrection.ts";
import { sum } from "./sum.ts";

/** Prior concentrations that together see coarse deviations early and fine ones late. */
export const defaultKappas: readonly number[] = [10, 100, 1000, 1e4, 1e5];

/**
 * ln E after `counts` of each category, for the claim that every draw falls on category j with probability p_j,
 * whatever the order of the draws: the Bayes factor of a Dirichlet(kappa p) mixture over p,
 *
 *   E = Gamma(kappa) / Gamma(kappa + n) * prod_j [Gamma(kappa p_j + n_j) / Gamma(kappa p_j)] * prod_j p_j^(-n_j),
 *
 * written without cancellation (d is `poissonDeviance`, s is `stirlingCorrection`) as
 *
 *   ln E = sum_j d(n_j + kappa p_j, (n + kappa) p_j) - 1/2 [sum_j ln(1 + n_j/(kappa p_j)) - ln(1 + n/kappa)]
 *        + sum_j [s(kappa p_j + n_j) - s(kappa p_j)] - [s(kappa + n) - s(kappa)].
 *
 * `kappa` > 0 decides what it sees best (deviations near sqrt(p q / kappa)), never its validity: the `EProcess` bound
 * holds. Infinity when a category with p_j = 0 was picked. Absolute error below 1e-12 (1 + |ln E|).
 * `dirichletLogE([618, 382], [0.6, 0.4], 100)` is -0.5773500206658322.
 *
 * Throws RangeError unless `counts` are as many as `probabilities`, these sum to 1, and kappa is positive.
 * Source: Lindon & Malek, "Anytime-valid inference for multinomial count data", NeurIPS 2022.
 */
export function dirichletLogE(counts: readonly number[], probabilities: readonly number[], kappa: number): number {
  refuseMismatch(counts, probabilities);
  if (!(kappa > 0)) throw new RangeError(`A prior concentration is positive, not ${kappa}.`);
  const n = sum(counts);
  let logE = 0.5 * Math.log1p(n / kappa) - (stirlingCorrection(kappa + n) - stirlingCorrection(kappa));
  let unseen = 0;
  for (const [category, p] of probabilities.entries()) {
    const count = counts[category] ?? 0;
    if (count === 0) unseen += p;
    else if (p > 0) logE += categoryLogE(count, p, n, kappa);
    else return Number.POSITIVE_INFINITY;
  }
  // Of a category without a pick only d(kappa p, (n + kappa) p) is left, which is in proportion to p.
  return logE + unseen * (n - kappa * Math.log1p(n / kappa));
}

/** The equal mixture over prior concentrations: ln of the mean of their E. It costs at most ln 5 = 1.6 of the best. */
export function mixtureLogE(
  counts: readonly number[],
  probabilities: readonly number[],
  kappas: readonly number[] = defaultKappas,
): number {
  return logMean(kappas.map((kappa) => dirichletLogE(counts, probabilities, kappa)));
}

function categoryLogE(count: number, p: number, n: number, kappa: number): number {
  const prior = kappa * p;
  return (
    poissonDeviance(count + prior, (n + kappa) * p) -
    0.5 * Math.log1p(count / prior) +
    (stirlingCorrection(prior + count) - stirlingCorrection(prior))
  );
}

function refuseMismatch(counts: readonly number[], probabilities: readonly number[]): void {
  refuseImproper(probabilities);
  if (counts.length !== probabilities.length) {
    throw new RangeError(`${counts.length} counts cannot be held against ${probabilities.length} probabilities.`);
  }
  for (const count of counts) {
    if (!(count >= 0 && count < Number.POSITIVE_INFINITY)) throw new RangeError(`A count is 0 or more, not ${count}.`);
  }
}
