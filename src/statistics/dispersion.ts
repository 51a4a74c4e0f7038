import { type ChiSquareTest, chiSquareTest, pearson, powerDivergence } from "./powerDivergence.ts";

/** Whether windows scatter as chance would have them; `index` is 1 on average, near 0 for a rota, large for clumps. */
export interface Dispersion extends ChiSquareTest {
  readonly index: number;
}

/**
 * The index of dispersion of `hits` in disjoint windows of `size` picks each, for hit probability p in (0, 1): with
 * B windows, D = sum (c_b - size p)^2 / (size p q) is about chi-square with B degrees of freedom, index = D/B.
 *
 * Both tails matter: a router that deals picks out in turn passes every test of the split, and only `logLower` shows
 * it. Choose size p and size q at 5 or more. RangeError for no window, or p outside (0, 1).
 */
export function dispersion(hits: readonly number[], size: number, p: number): Dispersion {
  if (!(p > 0 && p < 1 && size > 0 && hits.length > 0)) {
    throw new RangeError(`Dispersion takes windows of picks and a probability in (0, 1), not ${p}.`);
  }
  const squares = hits.reduce((total, count) => total + (count - size * p) ** 2, 0);
  return withIndex(squares / (size * p * (1 - p)), hits.length);
}

/**
 * The same for k categories: Pearson's statistics of the windows, added up, about chi-square with B (k - 1) degrees of
 * freedom.
 */
export function multinomialDispersion(
  windows: readonly (readonly number[])[],
  probabilities: readonly number[],
): Dispersion {
  const tests = windows.map((counts) => powerDivergence(counts, probabilities, pearson));
  return withIndex(
    tests.reduce((total, test) => total + test.statistic, 0),
    tests.reduce((total, test) => total + test.df, 0),
  );
}

function withIndex(statistic: number, df: number): Dispersion {
  return { ...chiSquareTest(statistic, df), index: statistic / df };
}
