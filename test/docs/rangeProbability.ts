import { logBinomialTail } from "../../src/statistics/binomialTail.ts";
import { logBinomialProbability } from "../../src/statistics/logBinomialProbability.ts";

/** ln P(low <= X <= high) for X hits in n draws that hit with probability p; exact also where it is tiny. */
export function logRangeProbability([low, high]: readonly [number, number], n: number, p: number): number {
  // Of two tails that share their far end the difference loses no digits when the nearer one is the small one.
  const side = low > n * p ? "upper" : "lower";
  const [near, far] = side === "upper" ? [low, high + 1] : [high, low - 1];
  const larger = logBinomialTail(near, n, p, side);
  return larger + Math.log1p(-Math.exp(logBinomialTail(far, n, p, side) - larger));
}

/**
 * P(every count within its range) of n independent draws by `shares`; a category without a range may have any count.
 * Category by category: given the first counts, the next one is binomial over the draws that are left.
 */
export function rangesProbability(
  ranges: readonly (readonly [number, number])[],
  n: number,
  shares: readonly number[],
): number {
  const [range, ...otherRanges] = ranges;
  const [share = 0, ...otherShares] = shares;
  if (range === undefined) return 1;
  const low = Math.max(0, range[0]);
  const high = Math.min(n, range[1]);
  const p = Math.min(1, share / (share + otherShares.reduce((sum, each) => sum + each, 0)));
  if (otherRanges.length === 0 && otherShares.length > 0)
    return low > high ? 0 : Math.exp(logRangeProbability([low, high], n, p));
  let total = 0;
  for (let x = low; x <= high; x++) {
    total += Math.exp(logBinomialProbability(x, n, p)) * rangesProbability(otherRanges, n - x, otherShares);
  }
  return total;
}
