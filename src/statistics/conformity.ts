import { binomialTest } from "./binomialTest.ts";
import { detectableShift } from "./detectableShift.ts";
import { leastSplitLogE } from "./leastSplitLogE.ts";
import { nearestCount } from "./nearestCount.ts";
import { type PicksOfSplit, pooledSplits } from "./picksOfSplit.ts";

/** What exact and anytime-valid tests say about picks that were to be independent draws from known shares. */
export interface Conformity<Split extends PicksOfSplit> {
  readonly n: number;
  /** Category and split of a pick that had probability 0; undefined when there was none. */
  readonly impossible: { readonly split: Split; readonly category: number } | undefined;
  readonly rejected: boolean;
  /** Natural log of the smallest corrected p-value; 0 when nothing is unusual. */
  readonly logP: number;
  /** Sum over the splits of the log e-values of the Dirichlet mixture. */
  readonly logE: number;
  /** Where the smallest p-value is. */
  readonly worst: { readonly split: Split; readonly category: number } | undefined;
  /** False-alarm rate of each single test. */
  readonly flakeOfEach: number;
  /** Smallest departure that would have been caught in the split with the most picks; null when none; 0 when every pick was certain. */
  readonly detectableShift: number | null;
}

/**
 * Tests splits by two exact means that share the false-alarm rate equally. Fixed n: the doubled exact binomial test of
 * each category in each split, corrected for their number by Bonferroni. Anytime-valid: the Dirichlet e-process of
 * Lindon and Malek, begun anew for every distinct split and the logs added, which gathers departures too small to show
 * in any one place. Both bounds hold for every n, so the rate is a guarantee, not an approximation.
 *
 * Splits of the same shares are pooled for the e-process: under the null, when a pick was made does not matter to
 * it. Lost draws are taken for what speaks least against the promise, in each test anew: the rate holds whatever decides
 * which draws are lost.
 */
export function conformity<Split extends PicksOfSplit>(
  splits: readonly Split[],
  flake: number,
  miss: number,
): Conformity<Split> {
  const tests = splits.flatMap((split) => testable(split).map((category) => ({ split, category })));
  let worst: Conformity<Split>["worst"];
  let lowest = 0;
  for (const test of tests) {
    const { split, category } = test;
    const logP = logPOf(split, category);
    if (worst === undefined || logP < lowest) {
      worst = test;
      lowest = logP;
    }
  }
  const each = flake / 2 / Math.max(1, tests.length);
  const logP = Math.min(0, lowest + Math.log(Math.max(1, tests.length)));
  const groups = pooledSplits(splits);
  const logE = groups.reduce(
    (sum, { picks, shares, independent, lost = 0 }) => sum + (independent ? leastSplitLogE(picks, lost, shares) : 0),
    0,
  );
  const impossible = firstImpossible(splits);
  const rejected = impossible !== undefined || logP <= Math.log(flake / 2) || logE >= Math.log(2 / flake);
  const n = splits.reduce((sum, split) => sum + split.n, 0);
  return {
    n,
    impossible,
    rejected,
    logP,
    logE,
    worst,
    flakeOfEach: each,
    detectableShift: smallestShift(groups, each, miss),
  };
}

function logPOf({ picks, shares, n, lost = 0 }: PicksOfSplit, category: number): number {
  const p = shares[category] ?? 0;
  return binomialTest(nearestCount(picks[category] ?? 0, lost, n + lost, p), n + lost, p).logDoubled;
}

/** Categories whose number of picks is uncertain; of two, testing one tests both. */
function testable({ shares, n, independent, lost = 0 }: PicksOfSplit): readonly number[] {
  if (n + lost === 0 || !independent) return [];
  const uncertain = [...shares.keys()].filter((j) => (shares[j] ?? 0) > 0 && (shares[j] ?? 0) < 1);
  return uncertain.length === 2 ? uncertain.slice(0, 1) : uncertain;
}

function firstImpossible<Split extends PicksOfSplit>(splits: readonly Split[]): Conformity<Split>["impossible"] {
  for (const split of splits) {
    const category = split.picks.findIndex((picks, j) => picks > 0 && split.shares[j] === 0);
    if (category >= 0) return { split, category };
  }
  return undefined;
}

function smallestShift(groups: readonly PicksOfSplit[], flake: number, miss: number): number | null {
  const uncertain = groups.filter((split) => testable(split).length > 0);
  if (uncertain.length === 0) return groups.some(({ n, independent }) => n > 0 && independent) ? 0 : null;
  const largest = uncertain.reduce((a, b) => (b.n > a.n ? b : a));
  const { n, lost = 0, shares } = largest;
  const shifts = testable(largest).map((j) => detectableShift(n + lost, shares[j] ?? 0, flake, miss, lost));
  return shifts.reduce((a, b) => (a === null || b === null ? null : Math.max(a, b)), 0);
}
