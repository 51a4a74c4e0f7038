import { normalQuantile } from "./normalQuantile.ts";

/**
 * Draws for an interval of half-width `halfWidth` about a share near `p` at confidence 1 - alpha, by the normal
 * approximation: z(alpha/2)^2 p q / h^2. `sizeForHalfWidth(0.6, 0.01, 0.05)` is 9220.
 */
export function sizeForHalfWidth(p: number, halfWidth: number, alpha: number): number {
  return Math.ceil((normalQuantile(alpha / 2) ** 2 * p * (1 - p)) / halfWidth ** 2);
}

/** The same whatever the share, guaranteed: ln(2/alpha) / (2 h^2), Hoeffding's bound. 18445 for 0.01 at 0.05. */
export function sizeForAnyShare(halfWidth: number, alpha: number): number {
  return Math.ceil(Math.log(2 / alpha) / (2 * halfWidth ** 2));
}

/**
 * Draws after which a two-sided test of share `p` at alpha sees a true share `actual` with probability `power`:
 * ((z(alpha/2) sqrt(p q) + z(1 - power) sqrt(p1 q1)) / (p1 - p))^2. `sizeToDetect(0.6, 0.61, 0.05, 0.8)` is 18788.
 */
export function sizeToDetect(p: number, actual: number, alpha: number, power: number): number {
  const spread =
    normalQuantile(alpha / 2) * Math.sqrt(p * (1 - p)) + normalQuantile(1 - power) * Math.sqrt(actual * (1 - actual));
  return Math.ceil((spread / (actual - p)) ** 2);
}

/**
 * Draws after which a share that is exactly `p` is shown to lie within `margin` at level alpha with probability
 * `power`: p q (z(alpha) + z((1 - power)/2))^2 / margin^2. `sizeToShowEquivalence(0.6, 0.01, 0.05, 0.9)` is 25974.
 */
export function sizeToShowEquivalence(p: number, margin: number, alpha: number, power: number): number {
  return Math.ceil(p * (1 - p) * ((normalQuantile(alpha) + normalQuantile((1 - power) / 2)) / margin) ** 2);
}
