import { acceptanceRange } from "./acceptanceRange.ts";
import { greatestProbability, leastProbability } from "./clopperPearson.ts";

/**
 * The smallest d such that a router whose true share is p + d, and one whose true share is p - d, would each be caught
 * with probability at least 1 - miss by a check of `n` draws that fails a right router with probability at most
 * `flake`: P(X <= high | p + d) <= miss and P(X >= low | p - d) <= miss, [low, high] being the `acceptanceRange`.
 *
 * Of the draws, `lost` ones are not known; such a router is caught whatever they were.
 *
 * Shares stop at 0 and 1. Null when a share of 0 or of 1 would itself be accepted, other than p: too few draws.
 * `detectableShift(71337, 0.6, 1e-9, 1e-6)` is 0.0199999...: the 2 percentage points for which those draws were planned.
 */
export function detectableShift(n: number, p: number, flake: number, miss: number, lost = 0): number | null {
  if (!(miss > 0 && miss < 1)) throw new RangeError(`A miss rate lies in (0, 1); ${miss} does not.`);
  const { low, high } = acceptanceRange(n, p, flake);
  if ((p < 1 && high + lost >= n) || (p > 0 && low - lost <= 0)) return null;
  const logMiss = Math.log(miss);
  const up = p < 1 ? greatestProbability(high + lost, n, logMiss) - p : 0;
  const down = p > 0 ? p - leastProbability(low - lost, n, logMiss) : 0;
  return Math.max(up, down);
}
