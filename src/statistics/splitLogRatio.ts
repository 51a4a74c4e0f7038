import { poissonDeviance } from "./poissonDeviance.ts";

/**
 * ln of the likelihood of the split that was drawn over that of the split that was promised,
 *
 *   sum_j n_j ln(n_j / (n p_j)),
 *
 * the most that any other split could explain of the evidence against independent draws with probabilities p. An
 * e-value against these, divided by e to this power, is at most an e-value against independent draws with whatever
 * probabilities, for it holds the same alternative against the likeliest of them. Infinity when a category of
 * probability 0 was drawn. `splitLogRatio([1, 2], [0.5, 0.5])` is ln(32/27) = 0.16989903679539747.
 *
 * Source: Wasserman, Ramdas & Balakrishnan, "Universal inference", PNAS 2020.
 */
export function splitLogRatio(counts: ArrayLike<number>, probabilities: readonly number[]): number {
  const n = Array.from(counts).reduce((sum, count) => sum + count, 0);
  if (n === 0) return 0;
  return probabilities.reduce((sum, p, j) => {
    const count = counts[j] ?? 0;
    if (p === 0) return count === 0 ? sum : Number.POSITIVE_INFINITY;
    return sum + poissonDeviance(count, n * p);
  }, 0);
}
