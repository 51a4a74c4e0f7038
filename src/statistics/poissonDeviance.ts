/**
 * Half the Poisson deviance of an observed `x` >= 0 from an expected `m` > 0:
 *
 *   d(x, m) = x ln(x/m) + m - x >= 0, with d(0, m) = m.
 *
 * Near x = m, where the terms cancel, it is summed as (x - m) v + 2 x (v^3/3 + v^5/5 + ...), v = (x - m)/(x + m).
 * `poissonDeviance(3, 2)` is 3 ln 1.5 - 1 = 0.2163953243244931.
 *
 * Source: Loader, "Fast and accurate computation of binomial probabilities", 2000 (there called bd0).
 */
export function poissonDeviance(x: number, m: number): number {
  const difference = x - m;
  if (Math.abs(difference) >= 0.1 * (x + m)) return x > 0 ? x * logRatio(x, m) - difference : m;
  const v = difference / (x + m);
  let power = 2 * x * v;
  let total = difference * v;
  for (let k = 3; k < 40; k += 2) {
    power *= v * v;
    const next = total + power / k;
    if (next === total) break;
    total = next;
  }
  return total;
}

function logRatio(x: number, m: number): number {
  const ratio = x / m;
  return ratio < Number.POSITIVE_INFINITY ? Math.log(ratio) : Math.log(x) - Math.log(m);
}
