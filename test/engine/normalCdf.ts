/**
 * P(Z <= z) of the standard normal law, to 1e-15 of itself or of 1: a series in the middle, Laplace's continued fraction
 * beyond 3. Source: NIST Digital Library of Mathematical Functions, 7.6.2 and 7.9.
 */
export function normalCdf(z: number): number {
  if (z > 0) return 1 - normalCdf(-z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z > -3) {
    let term = z;
    let sum = z;
    for (let k = 3; Math.abs(term) > 1e-17; k += 2) {
      term *= (z * z) / k;
      sum += term;
    }
    return 0.5 + density * sum;
  }
  let fraction = -z;
  for (let k = 100; k >= 1; k--) fraction = -z + k / fraction;
  return density / fraction;
}
