import { chiSquareTails } from "./chiSquareTails.ts";
import { poissonDeviance } from "./poissonDeviance.ts";
import { refuseImproper } from "./refuseImproper.ts";
import { sum } from "./sum.ts";

/** How a statistic with a chi-square reference came out. To be shown: at false-alarm rates below 1e-3 never a gate. */
export interface ChiSquareTest {
  readonly statistic: number;
  readonly df: number;
  /** ln of the probability of a statistic this small or smaller: small when the counts agree too well. */
  readonly logLower: number;
  /** ln of the probability of a statistic this large or larger. */
  readonly logUpper: number;
}

/** The members of the family that have names. */
export const pearson = 1;
export const likelihoodRatio = 0;
export const cressieRead: number = 2 / 3;

/**
 * The power-divergence statistic of `counts` from `probabilities`, with expected counts e_j = n p_j:
 *
 *   2 / (lambda (lambda + 1)) sum_j n_j [(n_j / e_j)^lambda - 1],
 *
 * which is Pearson's X^2 = sum (n_j - e_j)^2 / e_j at lambda = 1 and G = 2 sum n_j ln(n_j / e_j) at lambda = 0. Its
 * reference is chi-square with one degree of freedom less than there are categories that can be picked.
 *
 * The reference holds at error rates of 0.01 and more where every e_j is at least 1 and most are at least 5; at 1e-9
 * Pearson's true error is 10 to 900 times the nominal. `powerDivergence([60500, 39500], [0.6, 0.4], pearson).statistic`
 * is 10.4166... Infinity when an impossible category was picked. Source: Cressie & Read 1984.
 */
export function powerDivergence(
  counts: readonly number[],
  probabilities: readonly number[],
  lambda: number,
): ChiSquareTest {
  refuseImproper(probabilities);
  if (counts.length !== probabilities.length) {
    throw new RangeError(`${counts.length} counts cannot be held against ${probabilities.length} probabilities.`);
  }
  const n = sum(counts);
  const statistic = counts.reduce(
    (total, count, j) => total + divergence(count, n * (probabilities[j] ?? 0), lambda),
    0,
  );
  const df = probabilities.filter((p) => p > 0).length - 1;
  return chiSquareTest(Math.max(0, statistic), df);
}

/**
 * Divides G to bring its distribution nearer to chi-square: 1 + (sum 1/p_j - 1) / (6 n (k - 1)). G over it errs by at
 * most 1.3 times the nominal rate even at 1e-9. `williamsCorrection(100000, [0.6, 0.4])` is 1.0000052777777777.
 * Source: Williams 1976.
 */
export function williamsCorrection(n: number, probabilities: readonly number[]): number {
  const possible = probabilities.filter((p) => p > 0);
  const inverse = possible.reduce((total, p) => total + 1 / p, 0);
  return 1 + (inverse - 1) / (6 * n * (possible.length - 1));
}

/**
 * ln of a bound, at any n, on the probability that n KL(observed || expected) = G/2 reaches `t` over k categories:
 *
 *   e^-t (e t / (k - 1))^(k - 1) for t > k - 1, and 2 e^-t for k = 2.
 *
 * `logDivergenceBound(30, 4)` is ln 1.8795288165390827e-9. Sources: Agrawal 2020; for k = 2 Chernoff's bound, twice.
 */
export function logDivergenceBound(t: number, k: number): number {
  if (k === 2) return Math.min(0, Math.LN2 - t);
  return t > k - 1 ? -t + (k - 1) * (1 + Math.log(t / (k - 1))) : 0;
}

/** A statistic with its chi-square tails; without degrees of freedom nothing is unusual but a statistic above 0. */
export function chiSquareTest(statistic: number, df: number): ChiSquareTest {
  if (df > 0) return { statistic, df, ...chiSquareTails(statistic, df) };
  return { statistic, df, logLower: 0, logUpper: statistic > 0 ? Number.NEGATIVE_INFINITY : 0 };
}

/** One category's part. Terms that sum to 0 over the categories are left in where they keep digits. */
function divergence(count: number, expected: number, lambda: number): number {
  if (expected === 0) return count > 0 ? Number.POSITIVE_INFINITY : 0;
  if (lambda === pearson) return (count - expected) ** 2 / expected;
  if (lambda === likelihoodRatio) return 2 * poissonDeviance(count, expected);
  if (count === 0) return 0;
  return (2 / (lambda * (lambda + 1))) * count * ((count / expected) ** lambda - 1);
}
