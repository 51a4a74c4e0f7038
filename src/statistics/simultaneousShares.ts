import { chiSquareQuantile } from "./chiSquareQuantile.ts";
import { sum } from "./sum.ts";

/** One interval for each share. */
export type ShareIntervals = readonly (readonly [number, number])[];

/**
 * Goodman's intervals for all k shares of `counts` at once, to show and never to gate by: Wilson's with the error
 * rate alpha divided by k,
 *
 *   (B + 2 x +- sqrt(B (B + 4 x (n - x) / n))) / (2 (n + B)),   B the upper alpha/k quantile of chi-square with 1 df.
 *
 * For 600 and 400 at alpha 0.05 the first is [0.5648597506202955, 0.634140494795488]. Source: Goodman 1965.
 */
export function goodman(counts: readonly number[], alpha: number): ShareIntervals {
  return intervals(counts, chiSquareQuantile(alpha / counts.length, 1));
}

/** The same with B the upper alpha quantile of chi-square with k - 1 degrees of freedom. Source: Quesenberry & Hurst 1964. */
export function quesenberryHurst(counts: readonly number[], alpha: number): ShareIntervals {
  return intervals(counts, chiSquareQuantile(alpha, counts.length - 1));
}

function intervals(counts: readonly number[], b: number): ShareIntervals {
  const n = sum(counts);
  return counts.map((x) => {
    const halfWidth = Math.sqrt(b * (b + (4 * x * (n - x)) / n));
    const scale = 2 * (n + b);
    return [x === 0 ? 0 : (b + 2 * x - halfWidth) / scale, x === n ? 1 : (b + 2 * x + halfWidth) / scale];
  });
}
