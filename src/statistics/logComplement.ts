/**
 * ln(1 - e^l): from the logarithm `l` <= 0 of a probability to that of its complement, without losing digits at
 * either end. `logComplement(Math.log(0.25))` is ln 0.75.
 *
 * Source: Maechler, "Accurately computing log(1 - exp(-|a|))", 2012.
 */
export function logComplement(l: number): number {
  return l > -Math.LN2 ? Math.log(-Math.expm1(l)) : Math.log1p(0 - Math.exp(l));
}
