import { confidenceSequence } from "../statistics/confidenceSequence.ts";
import { type Expectation, marginFor, sharesOf } from "./expectation.ts";

/**
 * Whether the picks of the first phase show every share to be within its margin, valid whenever one asks: the confidence
 * sequence at half the miss rate lies within. (The other half is for the judge that has the last word when the picks
 * run out before this is so.) Its prior is fixed beforehand, sharpest at the margin.
 */
export function isShownSoFar(expectation: Expectation, counts: ArrayLike<number>): boolean {
  const [phase] = expectation.phases;
  if (phase === undefined) return false;
  const shares = sharesOf(phase);
  const possible = [...shares.keys()].filter((j) => (shares[j] ?? 0) > 0);
  if (possible.length < 2) return Array.from(counts).some((count) => count > 0);
  const claims = possible.map((j) => {
    const p = shares[j] ?? 0;
    return { p, margin: marginFor(expectation, p), count: counts[j] ?? 0 };
  });
  const kappa = Math.max(1, Math.min(...claims.map(({ p, margin }) => (p * (1 - p)) / margin ** 2)));
  const intervals = confidenceSequence(
    claims.map(({ count }) => count),
    claims.map(({ p }) => kappa * p),
    expectation.miss / 2,
  );
  return claims.every(({ p, margin }, i) => {
    const [low = 0, high = 1] = intervals[i] ?? [];
    return low > p - margin && high < p + margin;
  });
}
