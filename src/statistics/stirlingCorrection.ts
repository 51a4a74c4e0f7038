/**
 * What Stirling's formula leaves out of the logarithm of the gamma function:
 *
 *   s(x) = ln Gamma(x) - (x - 1/2) ln x + x - 1/2 ln(2 pi), for x > 0.
 *
 * s falls from infinity at 0 to 0 at infinity; s(1) = 1 - ln(2 pi)/2 = 0.0810614667953272.
 * Differences of ln Gamma at large arguments lose digits; written with s they do not.
 *
 * Source: Abramowitz & Stegun 6.1.41 (series for x >= 10) and s(x) - s(x + 1) = (x + 1/2) ln(1 + 1/x) - 1 below.
 * Absolute error below 1e-15 for x >= 1.
 */
export function stirlingCorrection(x: number): number {
  let shifted = x;
  let correction = 0;
  while (shifted < 10) {
    correction += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
    shifted += 1;
  }
  return correction + series(shifted);
}

/** Bernoulli numbers B_2k over 2k (2k - 1). */
function series(x: number): number {
  const y = 1 / (x * x);
  return (
    (1 / 12 -
      y *
        (1 / 360 -
          y *
            (1 / 1260 - y * (1 / 1680 - y * (1 / 1188 - y * (691 / 360360 - y * (1 / 156 - y * (3617 / 122400)))))))) /
    x
  );
}
