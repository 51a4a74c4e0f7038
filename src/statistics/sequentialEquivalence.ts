import { confidenceSequence } from "./confidenceSequence.ts";
import { dirichletLogE } from "./dirichletLogE.ts";

/** A claim that shares lie within a margin, to be judged while the draws come in. */
export interface EquivalenceClaim {
  /** The expected shares, all positive. */
  readonly probabilities: readonly number[];
  /** Every share is claimed to lie within this of its expected one. */
  readonly margin: number;
  /** Largest probability of ever giving a wrong verdict, in (0, 1). */
  readonly alpha: number;
  /** Prior concentration: about margin^-2 p q is sharpest. */
  readonly kappa: number;
}

/**
 * `pass` once every interval of the confidence sequence lies strictly within the margin, `fail` once the expected
 * shares themselves are rejected, `inconclusive` until then. Valid however often it is asked; stop at the first verdict.
 * Source: sequential two one-sided tests on a confidence sequence.
 */
export function sequentialEquivalence(
  counts: readonly number[],
  { probabilities, margin, alpha, kappa }: EquivalenceClaim,
): "pass" | "fail" | "inconclusive" {
  if (dirichletLogE(counts, probabilities, kappa) >= -Math.log(alpha)) return "fail";
  const prior = probabilities.map((p) => kappa * p);
  const isWithin = confidenceSequence(counts, prior, alpha).every(([low, high], j) => {
    const p = probabilities[j] ?? 0;
    return low > p - margin && high < p + margin;
  });
  return isWithin ? "pass" : "inconclusive";
}
