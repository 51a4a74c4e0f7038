/** The prior concentration that suits a planned number of draws, and what it then takes to reject. */
export interface BestKappa {
  readonly kappa: number;
  /** Pearson's statistic at which ln E is about ln(1/alpha) after the planned draws. */
  readonly rejectingPearson: number;
}

/**
 * The kappa of `dirichletLogE` that rejects the smallest deviation after `n` draws on k >= 2 categories at level alpha:
 * the fixed point of
 *
 *   kappa = n (k - 1) / (2 ln(1/alpha) + (k - 1) ln(1 + n/kappa)),
 *
 * where X^2 = (1 + kappa/n) [2 ln(1/alpha) + (k - 1) ln(1 + n/kappa)] rejects. `bestKappa(10000, 1e-6, 2).kappa` is
 * 321.54. It is a choice of sensitivity for a known n; the default mixture needs none.
 */
export function bestKappa(n: number, alpha: number, k: number): BestKappa {
  if (!(n > 0 && alpha > 0 && alpha < 1 && k >= 2)) {
    throw new RangeError(`A concentration is chosen for draws on 2 or more categories, not ${n} on ${k} at ${alpha}.`);
  }
  const needed = (kappa: number): number => -2 * Math.log(alpha) + (k - 1) * Math.log1p(n / kappa);
  let kappa = n;
  // Each round brings the fixed point nearer by a factor of about 2 ln(1/alpha): a hundred are plenty.
  for (let round = 0; round < 100; round++) kappa = (n * (k - 1)) / needed(kappa);
  return { kappa, rejectingPearson: (1 + kappa / n) * needed(kappa) };
}
