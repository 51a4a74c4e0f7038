/*
 * Limits of statistical tests, all for a false-alarm rate of at most 1e-9 a test if its seed were drawn anew. The seeds
 * are fixed, so a test that passed once passes always; the rate says how surely a failure means a fault.
 */

/** |Z| of a standard normal statistic: P(|Z| > 6.11) = 1e-9. */
export const normalLimit = 6.11;

/** Upper 1e-9 points of chi-square laws, by degrees of freedom. */
export const chiSquareLimit = { 19: 81.56, 31: 103.45, 99: 207.9, 255: 414.55 } as const;

/**
 * Largest distance between an empirical distribution function of n draws and the true one. By the inequality of
 * Dvoretzky, Kiefer, Wolfowitz and Massart P(D > d) <= 2·e^(-2·n·d²) for every law, discrete ones included.
 */
export function distanceLimit(n: number): number {
  return Math.sqrt(Math.log(2e9) / (2 * n));
}

/** Largest distance of a sample's distribution function from a given one, on both sides of every jump. */
export function distributionDistance(sample: ArrayLike<number>, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  let distance = 0;
  for (let i = 0; i < n; ) {
    const x = sorted[i] ?? 0;
    let after = i + 1;
    while (after < n && sorted[after] === x) after++;
    // Just below x the true function is taken at the last draw before it, which is right where the law has atoms too.
    const below = i === 0 ? 0 : cdf(x - 1e-9 * Math.max(1, Math.abs(x)));
    distance = Math.max(distance, Math.abs(after / n - cdf(x)), Math.abs(i / n - below));
    i = after;
  }
  return distance;
}

/** Pearson's statistic of counts that should be equal. */
export function uniformChiSquare(counts: ArrayLike<number>): number {
  const cells = Array.from(counts);
  const expected = cells.reduce((sum, count) => sum + count, 0) / cells.length;
  return cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** Correlation of each number with the next; for independent ones about normal with variance 1 / n. */
export function serialCorrelation(numbers: readonly number[]): number {
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  let products = 0;
  let squares = 0;
  for (const [i, x] of numbers.entries()) {
    squares += (x - mean) ** 2;
    products += i === 0 ? 0 : (x - mean) * ((numbers[i - 1] ?? 0) - mean);
  }
  return products / squares;
}
