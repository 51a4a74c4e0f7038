/**
 * The count nearest to the promised `n p` that a category may have when `known` draws fell on it and `lost` ones may have:
 * what speaks least against the promise. `nearestCount(50, 20, 100, 0.6)` is 60, `nearestCount(30, 20, 100, 0.6)` 50.
 *
 * @param n all draws, the lost ones included
 */
export function nearestCount(known: number, lost: number, n: number, p: number): number {
  return Math.min(known + lost, Math.max(known, Math.round(n * p)));
}
