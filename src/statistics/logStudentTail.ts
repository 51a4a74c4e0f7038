import { incompleteBeta } from "./incompleteBeta.ts";
import { logComplement } from "./logComplement.ts";

/** ln P(T > t) of a Student variable with `df` > 0 degrees of freedom: `logStudentTail(2.0452296421327043, 29)` is ln 0.025. */
export function logStudentTail(t: number, df: number): number {
  const x = 1 / (1 + (t * t) / df);
  const y = 1 / (1 + df / (t * t));
  const logBeyond = incompleteBeta(df / 2, 0.5, x, y).logLower - Math.LN2;
  return t >= 0 ? logBeyond : logComplement(logBeyond);
}
