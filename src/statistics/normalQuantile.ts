import { logNormalTail } from "./logNormalTail.ts";

/**
 * The z that a standard normal variable exceeds with probability `upperTail`: `normalQuantile(0.025)` is
 * 1.9599639845400538. -Infinity at 1 and Infinity at 0; RangeError outside [0, 1]. Relative error about 1e-16.
 *
 * Source: Wichura, algorithm AS 241 (PPND16), 1988.
 */
export function normalQuantile(upperTail: number): number {
  if (!(upperTail >= 0 && upperTail <= 1)) throw new RangeError(`A probability lies in [0, 1]; ${upperTail} does not.`);
  const q = 0.5 - upperTail;
  if (Math.abs(q) <= 0.425) return q * ratio(centre, 0.180625 - q * q);
  return q > 0 ? beyond(-Math.log(upperTail)) : -beyond(-Math.log1p(-upperTail));
}

/**
 * The same from the logarithm of the upper tail, for tails too small to write down: at -1000 it is 44.6.
 * Newton's method on the logarithm takes over where AS 241 ends.
 */
export function normalQuantileOfLog(logUpperTail: number): number {
  if (logUpperTail > -0.1) return -normalQuantile(-Math.expm1(logUpperTail));
  if (logUpperTail > -700 || logUpperTail === Number.NEGATIVE_INFINITY) return normalQuantile(Math.exp(logUpperTail));
  let z = Math.sqrt(-2 * logUpperTail);
  for (let step = 0; step < 5; step++) {
    const logTail = logNormalTail(z);
    const logDensity = -0.5 * (z * z + Math.log(2 * Math.PI));
    z += (logTail - logUpperTail) / Math.exp(logDensity - logTail);
  }
  return z;
}

/** For a smaller tail of e^-exponent, below 0.075. */
function beyond(exponent: number): number {
  const r = Math.sqrt(exponent);
  if (r === Number.POSITIVE_INFINITY) return r;
  return r <= 5 ? ratio(near, r - 1.6) : ratio(far, r - 5);
}

interface Rational {
  /** Coefficients from the highest power down. */
  readonly over: readonly number[];
  readonly under: readonly number[];
}

function ratio({ over, under }: Rational, r: number): number {
  return polynomial(over, r) / polynomial(under, r);
}

function polynomial(coefficients: readonly number[], r: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * r + coefficient;
  return value;
}

const centre: Rational = {
  over: [
    2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
    1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
  ],
  under: [
    5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077,
    687.1870074920579083, 42.313330701600911252, 1,
  ],
};

const near: Rational = {
  over: [
    7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
    3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
  ],
  under: [
    1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
    0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1,
  ],
};

const far: Rational = {
  over: [
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
    0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
  ],
  under: [
    2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
    0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1,
  ],
};
