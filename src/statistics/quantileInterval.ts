import { acceptanceRange } from "./acceptanceRange.ts";
import { binomialTails } from "./binomialTail.ts";

/** An interval for a quantile, as ranks among the sorted values, 1 being the smallest. */
export interface QuantileInterval {
  /** Null: unbounded below, there are too few values for a bound. */
  readonly lowerRank: number | null;
  /** Null: unbounded above. */
  readonly upperRank: number | null;
  /** P(lower < true quantile < upper), at least 1 - alpha. */
  readonly coverage: number;
}

/**
 * The order statistics that hold the q-quantile between them, whatever the distribution:
 * lower = least L with P(X <= L) >= alpha/2, upper = 1 + least H with P(X > H) <= alpha/2, X binomial(n, q).
 * `quantileInterval(10000, 0.99, 0.05)` is ranks 9880 and 9920.
 *
 * The values must be independent: one a replication, or independent requests; never consecutive waits in a queue.
 */
export function quantileInterval(n: number, q: number, alpha: number): QuantileInterval {
  const { low, high } = acceptanceRange(n, q, alpha);
  const below = high < n ? Math.exp(binomialTails(high, n, q).logUpper) : 0;
  const above = low > 0 ? Math.exp(binomialTails(low - 1, n, q).logLower) : 0;
  return { lowerRank: low > 0 ? low : null, upperRank: high < n ? high + 1 : null, coverage: 1 - below - above };
}

/** Values until the largest bounds the q-quantile from above at confidence 1 - alpha: q^n <= alpha. 299 for 0.99 at 0.05. */
export function sizeToBoundQuantile(q: number, alpha: number): number {
  if (!(q > 0 && q < 1 && alpha > 0 && alpha < 1)) {
    throw new RangeError(`A quantile and an error rate lie in (0, 1), unlike ${q} and ${alpha}.`);
  }
  return Math.ceil(Math.log(alpha) / Math.log(q));
}
