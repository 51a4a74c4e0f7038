import { poissonDeviance } from "./poissonDeviance.ts";
import { sum } from "./sum.ts";

/** How far observed counts lie from expected shares, in the measures that people ask for; to be shown beside n. */
export interface ShareDistances {
  /** max |n_j / n - p_j|. */
  readonly largest: number;
  /** Kullback-Leibler divergence of the observed shares from the expected ones, in nats; Infinity when one is impossible. */
  readonly klNats: number;
  /** sqrt(1/2 sum (sqrt(n_j / n) - sqrt(p_j))^2), in [0, 1]. */
  readonly hellinger: number;
  /**
   * Jain's fairness index of x_j = n_j / p_j over categories that can be picked: (sum x_j)^2 / (k sum x_j^2), 1 when
   * all are served alike. Chance alone takes about (k - 1) sum(1/p_j) / (n k^2) from it, so it says little at large n.
   */
  readonly jain: number;
  readonly expectedJain: number;
}

/** `shareDistances([4100, 2950, 1980, 970], [0.4, 0.3, 0.2, 0.1]).largest` is 0.01. RangeError without counts. */
export function shareDistances(counts: readonly number[], probabilities: readonly number[]): ShareDistances {
  const n = sum(counts);
  if (!(n > 0)) throw new RangeError("Without counts there is no distance.");
  const rows = counts.map((count, j) => ({ share: count / n, p: probabilities[j] ?? 0 }));
  const possible = rows.filter(({ p }) => p > 0);
  const k = possible.length;
  return {
    largest: Math.max(...rows.map(({ share, p }) => Math.abs(share - p))),
    klNats: sum(rows.map(({ share, p }) => relativeEntropy(share, p))),
    hellinger: Math.sqrt(sum(rows.map(({ share, p }) => (Math.sqrt(share) - Math.sqrt(p)) ** 2)) / 2),
    jain:
      sum(possible.map(({ share, p }) => share / p)) ** 2 / (k * sum(possible.map(({ share, p }) => (share / p) ** 2))),
    expectedJain: 1 - ((k - 1) * sum(possible.map(({ p }) => 1 / p))) / (n * k * k),
  };
}

/**
 * Kullback-Leibler divergence of one distribution from another, in nats: the evidence that one draw from `actual`
 * gives, on average, against `claimed`. `klDivergence([0.6, 0.4], [0.8, 0.2])` is 0.10464962875290948, so that a claim
 * falls at 1e-6 after about ln(1e6) / 0.1046 = 132 draws.
 */
export function klDivergence(actual: readonly number[], claimed: readonly number[]): number {
  return sum(actual.map((p, j) => relativeEntropy(p, claimed[j] ?? 0)));
}

/** p ln(p/q) + q - p: never negative, and the same in total when both sum to 1. */
function relativeEntropy(p: number, q: number): number {
  if (q === 0) return p > 0 ? Number.POSITIVE_INFINITY : 0;
  return poissonDeviance(p, q);
}
