import { type ChiSquareTest, chiSquareTest } from "./powerDivergence.ts";
import { sum } from "./sum.ts";

/** Gaps between picks of one category, against the geometric law that independent picks obey. */
export interface GapTest extends ChiSquareTest {
  readonly gaps: number;
  /** Gaps of 0, 1, ..., tail - 1 other picks in between, and of `tail` or more. */
  readonly observed: readonly number[];
  readonly expected: readonly number[];
}

/**
 * Knuth's gap test: between two picks of `category`, of known probability p in (0, 1), lie g others with probability
 * p q^g; those of `tail` >= 1 or more are pooled at q^tail. Pearson's statistic over the classes, `tail` degrees of
 * freedom. To be shown, not to gate.
 */
export function gapTest(picks: ArrayLike<number>, category: number, p: number, tail: number): GapTest {
  if (!(p > 0 && p < 1 && Number.isInteger(tail) && tail >= 1)) {
    throw new RangeError(`Gaps take a probability in (0, 1) and a pooled tail of 1 or more, not ${p} and ${tail}.`);
  }
  const observed = classify(picks, category, tail);
  const gaps = sum(observed);
  const expected = observed.map((_, g) => gaps * (g < tail ? p * (1 - p) ** g : (1 - p) ** tail));
  const statistic =
    gaps === 0 ? 0 : sum(observed.map((seen, g) => (seen - (expected[g] ?? 0)) ** 2 / (expected[g] ?? 1)));
  return { gaps, observed, expected, ...chiSquareTest(statistic, tail) };
}

function classify(picks: ArrayLike<number>, category: number, tail: number): readonly number[] {
  const observed = new Array<number>(tail + 1).fill(0);
  let last = -1;
  for (let i = 0; i < picks.length; i++) {
    if (picks[i] !== category) continue;
    const length = Math.min(tail, i - last - 1);
    if (last >= 0) observed[length] = (observed[length] ?? 0) + 1;
    last = i;
  }
  return observed;
}
