import { confidenceSequence } from "../statistics/confidenceSequence.ts";
import { leastSplitLogE } from "../statistics/leastSplitLogE.ts";
import type { Budget } from "./budget.ts";
import { type Expectation, marginFor, sharesOf } from "./expectation.ts";

/**
 * Whether the picks of the first phase show every share to be within its margin, valid whenever one asks: the confidence
 * sequence at the miss rate of a watching judge lies within. (The judge of the end has a rate of its own.)
 *
 * @param lost requests that cannot be attributed; they are taken for what speaks least for it
 */
export function isShownSoFar(
  expectation: Expectation,
  counts: ArrayLike<number>,
  lost: number,
  { miss }: Budget,
): boolean {
  const shares = sharesWithIntervals(expectation, counts, lost, miss);
  if (shares.length < 2) return lost === 0 && Array.from(counts).some((count) => count > 0);
  return shares.every(({ p, margin, low, high }) => low > p - margin && high < p + margin);
}

/**
 * Whether the picks of the first phase refute the promise, valid whenever one asks. Without a margin: the e-process
 * against exactly these shares. With one: a share lies beyond its margin, by the confidence sequence; a split that is off
 * by less is never stopped for it.
 *
 * @param lost requests that cannot be attributed; they are taken for what speaks least against the promise
 */
export function isRefutedSoFar(
  expectation: Expectation,
  counts: ArrayLike<number>,
  lost: number,
  { conformity }: Budget,
): boolean {
  const [phase] = expectation.phases;
  if (phase === undefined) return false;
  if (expectation.margin === undefined) {
    return leastSplitLogE(counts, lost, sharesOf(phase)) >= Math.log(2 / conformity);
  }
  return sharesWithIntervals(expectation, counts, lost, conformity / 2).some(
    ({ p, margin, low, high }) => high < p - margin || low > p + margin,
  );
}

interface ShareWithInterval {
  readonly p: number;
  readonly margin: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Every share that can be picked, with intervals that hold them all at all times with probability 1 - alpha. Where requests
 * are lost each share has a sequence of its own, with an equal part of alpha, over all that its count may be.
 */
function sharesWithIntervals(
  expectation: Expectation,
  counts: ArrayLike<number>,
  lost: number,
  alpha: number,
): readonly ShareWithInterval[] {
  const [phase] = expectation.phases;
  const claims = (phase === undefined ? [] : sharesOf(phase)).flatMap((p, j) =>
    p > 0 ? [{ p, margin: marginFor(expectation, p), count: counts[j] ?? 0 }] : [],
  );
  if (claims.length < 2) return [];
  // The prior must not depend on the picks; this one is sharpest at the margin.
  const kappa = Math.max(1, Math.min(...claims.map(({ p, margin }) => (p * (1 - p)) / margin ** 2)));
  if (lost === 0) {
    const intervals = confidenceSequence(
      claims.map(({ count }) => count),
      claims.map(({ p }) => kappa * p),
      alpha,
    );
    return claims.map(({ p, margin }, i) => ({ p, margin, low: intervals[i]?.[0] ?? 0, high: intervals[i]?.[1] ?? 1 }));
  }
  const n = claims.reduce((sum, { count }) => sum + count, lost);
  return claims.map(({ p, margin, count }) => {
    const bound = (hits: number): readonly [number, number] =>
      confidenceSequence([hits, n - hits], [kappa * p, kappa * (1 - p)], alpha / claims.length)[0] ?? [0, 1];
    return { p, margin, low: bound(count)[0], high: bound(count + lost)[1] };
  });
}
