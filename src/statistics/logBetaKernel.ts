import { poissonDeviance } from "./poissonDeviance.ts";
import { stirlingCorrection } from "./stirlingCorrection.ts";

/**
 * ln[x^a y^b Gamma(a+b) / (Gamma(a) Gamma(b))] for a, b > 0 and x + y = 1, both positive: the density of the beta
 * distribution at x, times x y. In the saddle-point form, with m = a + b,
 *
 *   -d(a, m x) - d(b, m y) + 1/2 ln(a b / (2 pi m)) + s(m) - s(a) - s(b),
 *
 * no large terms cancel; d is `poissonDeviance`, s is `stirlingCorrection`. For a = b = 1 it is ln(x y).
 *
 * Source: Loader 2000, for real arguments.
 */
export function logBetaKernel(a: number, b: number, x: number, y: number): number {
  const m = a + b;
  return (
    0.5 * Math.log((a / m) * (b / (2 * Math.PI))) +
    (stirlingCorrection(m) - stirlingCorrection(a) - stirlingCorrection(b)) -
    poissonDeviance(a, m * x) -
    poissonDeviance(b, m * y)
  );
}
