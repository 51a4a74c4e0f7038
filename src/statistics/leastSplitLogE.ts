import { mixtureLogE } from "./dirichletLogE.ts";
import { logMean } from "./logMean.ts";
import { nearestCount } from "./nearestCount.ts";
import { splitLogE } from "./splitLogE.ts";

/**
 * `splitLogE` of draws of which some are lost, whatever they were: at most the ln E of every category that the lost ones
 * may have had, so it keeps the bound of an e-process even when what was drawn decides what gets lost.
 *
 * With none lost it is `splitLogE`. Else each category is held against all others together, its lost draws being what
 * makes its E the least, and the mean of these E is taken: the mean of least values is at most the least mean.
 *
 * @param lost draws whose category nobody knows, >= 0
 */
export function leastSplitLogE(counts: ArrayLike<number>, lost: number, shares: readonly number[]): number {
  if (lost === 0) return splitLogE(counts, shares);
  const n = Array.from(counts).reduce((sum, count) => sum + count, 0) + lost;
  const uncertain = [...shares.entries()].filter(([, p]) => p > 0 && p < 1);
  if (uncertain.length === 0) return 0;
  return logMean(uncertain.map(([j, p]) => leastOfCategory(counts[j] ?? 0, lost, n, p)));
}

/** ln E is convex in the count, so the way downhill from the promised one ends at the least. */
function leastOfCategory(known: number, lost: number, n: number, p: number): number {
  const logE = (count: number): number => mixtureLogE([count, n - count], [p, 1 - p]);
  let count = nearestCount(known, lost, n, p);
  let least = logE(count);
  for (const step of [1, -1]) {
    while (count + step >= known && count + step <= known + lost) {
      const next = logE(count + step);
      if (next >= least) break;
      count += step;
      least = next;
    }
  }
  return least;
}
