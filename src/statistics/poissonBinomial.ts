import { logBinomialTail, type Side } from "./binomialTail.ts";

/** Draws that hit with a known probability, the same for all of them. */
export interface KnownDraws {
  readonly draws: number;
  readonly probability: number;
}

/** Mean and variance of the hits when the known probability changes along the way: sum n_i p_i and sum n_i p_i q_i. */
export function poissonBinomialMoments(parts: readonly KnownDraws[]): {
  readonly mean: number;
  readonly variance: number;
} {
  return {
    mean: parts.reduce((total, { draws, probability }) => total + draws * probability, 0),
    variance: parts.reduce((total, { draws, probability }) => total + draws * probability * (1 - probability), 0),
  };
}

/**
 * A guaranteed bound on a tail of the hits in draws whose known probabilities differ: ln of the binomial tail with the
 * mean probability, which is no smaller than the true tail at least one hit away from the mean, and 0 (no evidence)
 * nearer to it. Exact when all probabilities are equal. Source: Hoeffding, "On the distribution of the number of
 * successes in independent trials", 1956.
 */
export function logPoissonBinomialTail(x: number, parts: readonly KnownDraws[], side: Side): number {
  const n = parts.reduce((total, { draws }) => total + draws, 0);
  const { mean } = poissonBinomialMoments(parts);
  const isFarEnough = side === "lower" ? x <= mean - 1 : x >= mean + 1;
  return isFarEnough ? logBinomialTail(x, n, mean / n, side) : 0;
}
