import { binomialTails, logBinomialTail } from "./binomialTail.ts";
import { leastInteger } from "./leastInteger.ts";
import { logBinomialProbability } from "./logBinomialProbability.ts";
import { logSum } from "./logSum.ts";

/** Natural logarithms of the p-values of "each of n draws hits with probability p" when x hits were seen. */
export interface BinomialTest {
  /** P(X <= x): small when there are too few hits. */
  readonly logLower: number;
  /** P(X >= x): small when there are too many. */
  readonly logUpper: number;
  /** min(1, 2 min(lower, upper)): two-sided, the dual of the Clopper-Pearson interval. The one to judge by. */
  readonly logDoubled: number;
}

/**
 * The exact binomial test. `binomialTest(8, 10, 0.5).logDoubled` is ln(2 * 56/1024) = ln 0.109375.
 * Throws RangeError unless 0 <= x <= n are whole numbers and p is in [0, 1].
 */
export function binomialTest(x: number, n: number, p: number): BinomialTest {
  refuseImpossibleCount(x, n);
  const logLower = logBinomialTail(x, n, p, "lower");
  const logUpper = logBinomialTail(x, n, p, "upper");
  return { logLower, logUpper, logDoubled: Math.min(0, Math.LN2 + Math.min(logLower, logUpper)) };
}

/**
 * The other two-sided p-value in use, as a logarithm: the probability of all outcomes that are no likelier than `x`
 * (within 1e-7, as R's `binom.test`). Shown to those who compare with R; it is not the dual of any interval.
 * `logLikelihoodOrderedBinomialTest(8, 10, 0.5)` is ln 0.109375.
 */
export function logLikelihoodOrderedBinomialTest(x: number, n: number, p: number): number {
  refuseImpossibleCount(x, n);
  const limit = logBinomialProbability(x, n, p) + Math.log1p(1e-7);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  if (logBinomialProbability(mode, n, p) <= limit) return 0;
  if (x < mode) {
    const right = leastInteger(mode, n + 1, (y) => logBinomialProbability(y, n, p) <= limit);
    return logSum(binomialTails(x, n, p).logLower, binomialTails(right - 1, n, p).logUpper);
  }
  const left = leastInteger(0, mode, (y) => logBinomialProbability(y, n, p) > limit) - 1;
  return logSum(binomialTails(left, n, p).logLower, binomialTails(x - 1, n, p).logUpper);
}

function refuseImpossibleCount(x: number, n: number): void {
  if (!(x >= 0 && x <= n)) throw new RangeError(`Of ${n} draws, ${x} cannot have hit.`);
}
