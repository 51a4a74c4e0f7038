import { confidenceSequence } from "../statistics/confidenceSequence.ts";
import { splitLogE } from "../statistics/splitLogE.ts";
import type { Budget } from "./budget.ts";
import { type Expectation, marginFor, sharesOf } from "./expectation.ts";

/**
 * Whether the picks of the first phase show every share to be within its margin, valid whenever one asks: the confidence
 * sequence at the miss rate of a watching judge lies within. (The judge of the end has a rate of its own.)
 */
export function isShownSoFar(expectation: Expectation, counts: ArrayLike<number>, { miss }: Budget): boolean {
  const shares = sharesWithIntervals(expectation, counts, miss);
  if (shares.length < 2) return Array.from(counts).some((count) => count > 0);
  return shares.every(({ p, margin, low, high }) => low > p - margin && high < p + margin);
}

/**
 * Whether the picks of the first phase refute the promise, valid whenever one asks. Without a margin: the e-process
 * against exactly these shares. With one: a share lies beyond its margin, by the confidence sequence; a split that is off
 * by less is never stopped for it.
 */
export function isRefutedSoFar(expectation: Expectation, counts: ArrayLike<number>, { conformity }: Budget): boolean {
  const [phase] = expectation.phases;
  if (phase === undefined) return false;
  if (expectation.margin === undefined) return splitLogE(counts, sharesOf(phase)) >= Math.log(2 / conformity);
  return sharesWithIntervals(expectation, counts, conformity / 2).some(
    ({ p, margin, low, high }) => high < p - margin || low > p + margin,
  );
}

interface ShareWithInterval {
  readonly p: number;
  readonly margin: number;
  readonly low: number;
  readonly high: number;
}

/** Every share that can be picked, with intervals that hold them all at all times with probability 1 - alpha. */
function sharesWithIntervals(
  expectation: Expectation,
  counts: ArrayLike<number>,
  alpha: number,
): readonly ShareWithInterval[] {
  const [phase] = expectation.phases;
  const claims = (phase === undefined ? [] : sharesOf(phase)).flatMap((p, j) =>
    p > 0 ? [{ p, margin: marginFor(expectation, p), count: counts[j] ?? 0 }] : [],
  );
  if (claims.length < 2) return [];
  // The prior must not depend on the picks; this one is sharpest at the margin.
  const kappa = Math.max(1, Math.min(...claims.map(({ p, margin }) => (p * (1 - p)) / margin ** 2)));
  const intervals = confidenceSequence(
    claims.map(({ count }) => count),
    claims.map(({ p }) => kappa * p),
    alpha,
  );
  return claims.map(({ p, margin }, i) => {
    const [low = 0, high = 1] = intervals[i] ?? [];
    return { p, margin, low, high };
  });
}
