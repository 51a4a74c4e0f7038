import { incompleteGamma } from "./incompleteGamma.ts";
import type { Tails } from "./tails.ts";

/**
 * The tails of the chi-square distribution with `df` > 0 degrees of freedom at `x` >= 0.
 * `chiSquareTails(3.841458820694124, 1).logUpper` is ln 0.05.
 */
export function chiSquareTails(x: number, df: number): Tails {
  return incompleteGamma(df / 2, x / 2);
}
