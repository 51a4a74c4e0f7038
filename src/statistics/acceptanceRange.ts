import { binomialTails } from "./binomialTail.ts";
import { leastInteger } from "./leastInteger.ts";
import { normalQuantile } from "./normalQuantile.ts";

/** Counts from `low` to `high`, both included. */
export interface AcceptanceRange {
  readonly low: number;
  readonly high: number;
}

/**
 * The hits that pass a check of `n` >= 0 draws for hit probability `p`: a right router fails with probability at most
 * `flake`, half of it on either side, exactly.
 *
 *   low  = least L with P(X <= L | p) > flake/2,   high = least H with P(X > H | p) <= flake/2.
 *
 * `acceptanceRange(71337, 0.6, 1e-9)` is { low: 42002, high: 43600 }.
 * Throws RangeError unless n is a whole number, p in [0, 1] and flake in (0, 1).
 */
export function acceptanceRange(n: number, p: number, flake: number): AcceptanceRange {
  if (!(flake > 0 && flake < 1)) throw new RangeError(`A false-alarm rate lies in (0, 1); ${flake} does not.`);
  const logTail = Math.log(flake / 2);
  const z = normalQuantile(flake / 2);
  const skew = ((z * z - 1) * (1 - 2 * p)) / 6;
  const reach = z * Math.sqrt(n * p * (1 - p));
  return {
    low: leastFrom(n * p - reach + skew, n, (x) => binomialTails(x, n, p).logLower > logTail),
    high: leastFrom(n * p + reach + skew, n, (x) => binomialTails(x, n, p).logUpper <= logTail),
  };
}

/** The least integer in [0, n] from which on `holds`, looked for in steps that double away from a good guess. */
function leastFrom(guess: number, n: number, holds: (x: number) => boolean): number {
  let low = Math.min(Math.max(Math.round(guess), 0), n);
  let high = low;
  if (holds(low)) {
    for (let step = 1; low > 0 && holds(low - 1); step *= 2) {
      high = low - 1;
      low = Math.max(0, low - 1 - step);
    }
  } else {
    for (let step = 1; high < n && !holds(high); step *= 2) {
      low = high + 1;
      high = Math.min(n, high + step);
    }
  }
  return leastInteger(low, high, holds);
}
