import { normalQuantile } from "./normalQuantile.ts";

/**
 * Wilson's interval for a share of `x` hits in `n` draws at confidence 1 - alpha, to show and never to gate by:
 *
 *   (p + z^2/2n +- z sqrt(p q / n + z^2/4n^2)) / (1 + z^2/n),   p = x/n, q = 1 - p, z = normalQuantile(alpha/2).
 *
 * The lower bound is exactly 0 for x = 0, the upper exactly 1 for x = n.
 * `wilson(6080, 10000, 0.05)` is [0.598391796467292, 0.6175252598846419]. Source: Wilson 1927.
 */
export function wilson(x: number, n: number, alpha: number): readonly [number, number] {
  if (!(x >= 0 && x <= n && n > 0)) throw new RangeError(`A share needs hits among draws, not ${x} in ${n}.`);
  const z = normalQuantile(alpha / 2);
  const p = x / n;
  const centre = p + (z * z) / (2 * n);
  const halfWidth = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [x === 0 ? 0 : (centre - halfWidth) / scale, x === n ? 1 : (centre + halfWidth) / scale];
}
