import { dirichletLogE } from "./dirichletLogE.ts";
import { leastReal } from "./leastReal.ts";
import { poissonDeviance } from "./poissonDeviance.ts";
import type { ShareIntervals } from "./simultaneousShares.ts";
import { sum } from "./sum.ts";

/**
 * Intervals for all shares at once that hold the true ones after *every* number of draws, with probability at least
 * 1 - alpha: look as often as you like.
 *
 * They are the projections of { theta : the Dirichlet(`prior`) mixture has E < 1/alpha against theta }. With the other
 * shares in proportion to their counts, share j is inside while
 *
 *   d(n_j, n t) + d(n - n_j, n (1 - t)) <= ln(1/alpha) - ln E(observed shares),
 *
 * d being `poissonDeviance`; a bisection on either side of n_j / n finds where that ends. `prior` holds one positive
 * number a category, fixed before the first draw: kappa p to be narrowest near p.
 * `confidenceSequence([6080, 3920], [60, 40], 0.05)[0]` is [0.5920095233606566, 0.6238374329639439].
 *
 * Without draws every interval is [0, 1]. Source: Lindon & Malek, NeurIPS 2022; the projection by profiling.
 */
export function confidenceSequence(counts: readonly number[], prior: readonly number[], alpha: number): ShareIntervals {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`An error rate lies in (0, 1); ${alpha} does not.`);
  if (!prior.every((a) => a > 0))
    throw new RangeError(`A Dirichlet prior is positive everywhere, not ${prior.join(", ")}.`);
  const n = sum(counts);
  const kappa = sum(prior);
  const centre = prior.map((a) => a / kappa);
  const fromCentre = sum(counts.map((count, j) => poissonDeviance(count, n * (centre[j] ?? 0))));
  const budget = fromCentre - dirichletLogE(counts, centre, kappa) - Math.log(alpha);
  return counts.map((count) => interval(count, n, budget));
}

function interval(x: number, n: number, budget: number): readonly [number, number] {
  if (n === 0) return [0, 1];
  const isOutside = (t: number): boolean => poissonDeviance(x, n * t) + poissonDeviance(n - x, n * (1 - t)) > budget;
  const centre = x / n;
  return [x === 0 ? 0 : leastReal(0, centre, (t) => !isOutside(t)), x === n ? 1 : leastReal(centre, 1, isOutside)];
}
