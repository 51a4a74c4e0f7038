import { incompleteGamma } from "./incompleteGamma.ts";
import { logComplement } from "./logComplement.ts";

/** ln P(Z > z) of a standard normal variable: `logNormalTail(10)` is -53.23128515051247. */
export function logNormalTail(z: number): number {
  const logBeyond = incompleteGamma(0.5, (z * z) / 2).logUpper - Math.LN2;
  return z >= 0 ? logBeyond : logComplement(logBeyond);
}
