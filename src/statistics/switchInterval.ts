import { SwitchProcess } from "./switchProcess.ts";

/** Where new probabilities took over, as the number of draws before them. */
export interface SwitchInterval {
  readonly mostLikely: number;
  /** The first and last switch that the draws do not reject at level alpha; null when they reject every one. */
  readonly possible: readonly [number, number] | null;
  /** ln E against "old probabilities, then new ones". */
  readonly logE: number;
}

/** What is known of the change. */
export interface KnownSwitch {
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** One positive number a category: the Dirichlet mixture that is held against every switch. */
  readonly prior: readonly number[];
}

/**
 * Finds when a change took effect from the picks alone: the likeliest switch s, argmax of
 * l(s) = sum_{i <= s} ln old(x_i) + sum_{i > s} ln new(x_i), and those with ln M(x) - l(s) < ln(1/alpha).
 *
 * Switches nearer to each other than about ln(1/alpha) / KL draws cannot be told apart.
 */
export function switchInterval(draws: ArrayLike<number>, known: KnownSwitch, alpha: number): SwitchInterval {
  const process = new SwitchProcess(known.before, known.after, known.prior);
  for (let i = 0; i < draws.length; i++) process.update(draws[i] ?? -1);
  const logLikelihoods = likelihoodBySwitch(draws, known);
  const best = logLikelihoods[process.mostLikelySwitch] ?? Number.NEGATIVE_INFINITY;
  const least = best + process.logE + Math.log(alpha);
  const isPossible = (logLikelihood: number): boolean => logLikelihood > least;
  const first = logLikelihoods.findIndex(isPossible);
  return {
    mostLikely: process.mostLikelySwitch,
    possible: first < 0 ? null : [first, logLikelihoods.findLastIndex(isPossible)],
    logE: process.logE,
  };
}

/** l(s) for s = 0 to n: the part under the old probabilities from the front, the part under the new from the back. */
export function likelihoodBySwitch(draws: ArrayLike<number>, { before, after }: KnownSwitch): Float64Array {
  const n = draws.length;
  const logLikelihoods = new Float64Array(n + 1);
  let logNew = 0;
  for (let s = n - 1; s >= 0; s--) {
    logNew += Math.log(after[draws[s] ?? -1] ?? 0);
    logLikelihoods[s] = logNew;
  }
  let logOld = 0;
  for (let s = 1; s <= n; s++) {
    logOld += Math.log(before[draws[s - 1] ?? -1] ?? 0);
    logLikelihoods[s] = (logLikelihoods[s] ?? 0) + logOld;
  }
  return logLikelihoods;
}
