import { logChoose } from "./logChoose.ts";
import { logSum } from "./logSum.ts";
import type { Tails } from "./tails.ts";

/** Runs of equal picks: too few are clumps, too many a rota. */
export interface RunsTest {
  readonly runs: number;
  /** Given how often each category was picked, of all orders. */
  readonly mean: number;
  readonly variance: number;
  /** (runs - mean) / sqrt(variance): about standard normal; 0 when only one order is possible. */
  readonly z: number;
}

/**
 * Counts the runs in a sequence of picks of k categories. With n_j picks of category j, S2 = sum n_j^2, S3 = sum n_j^3:
 *
 *   mean = (n (n + 1) - S2) / n,   variance = [S2 (S2 + n (n + 1)) - 2 n S3 - n^3] / (n^2 (n - 1)).
 *
 * `runsTest([0, 1, 1, 0], 2)` counts 3. Source: Mood 1940.
 */
export function runsTest(picks: ArrayLike<number>, categories: number): RunsTest {
  const counts = new Array<number>(categories).fill(0);
  let runs = 0;
  for (let i = 0; i < picks.length; i++) {
    const pick = picks[i] ?? 0;
    counts[pick] = (counts[pick] ?? 0) + 1;
    if (i === 0 || pick !== picks[i - 1]) runs++;
  }
  const n = picks.length;
  const squares = counts.reduce((total, count) => total + count ** 2, 0);
  const cubes = counts.reduce((total, count) => total + count ** 3, 0);
  const mean = n === 0 ? 0 : (n * (n + 1) - squares) / n;
  const variance =
    n < 2 ? 0 : Math.max(0, (squares * (squares + n * (n + 1)) - 2 * n * cubes - n ** 3) / (n ** 2 * (n - 1)));
  return { runs, mean, variance, z: variance > 0 ? (runs - mean) / Math.sqrt(variance) : 0 };
}

/**
 * The exact tails of the number of runs in random orders of `n1` picks of one kind and `n2` of another, n1, n2 >= 1
 * (Wald & Wolfowitz):
 *
 *   P(2j) = 2 C(n1-1, j-1) C(n2-1, j-1) / C(n, n1),
 *   P(2j+1) = [C(n1-1, j) C(n2-1, j-1) + C(n1-1, j-1) C(n2-1, j)] / C(n, n1).
 *
 * `exactRuns(2, 1, 1)` of A, B: both tails 1, runs are always 2.
 */
export function exactRuns(runs: number, n1: number, n2: number): Tails {
  if (!(n1 >= 1 && n2 >= 1)) throw new RangeError(`Runs of two kinds need picks of both, not ${n1} and ${n2}.`);
  const most = 2 * Math.min(n1, n2) + (n1 === n2 ? 0 : 1);
  let logLower = Number.NEGATIVE_INFINITY;
  let logUpper = Number.NEGATIVE_INFINITY;
  for (let count = 2; count <= most; count++) {
    const logProbability = logRunsProbability(count, n1, n2);
    if (count <= runs) logLower = logSum(logLower, logProbability);
    if (count >= runs) logUpper = logSum(logUpper, logProbability);
  }
  return { logLower: Math.min(0, logLower), logUpper: Math.min(0, logUpper) };
}

function logRunsProbability(runs: number, n1: number, n2: number): number {
  const j = Math.floor(runs / 2);
  const ways = (a: number, b: number): number => logChoose(n1 - 1, a) + logChoose(n2 - 1, b);
  const log = runs % 2 === 0 ? Math.LN2 + ways(j - 1, j - 1) : logSum(ways(j, j - 1), ways(j - 1, j));
  return log - logChoose(n1 + n2, n1);
}
