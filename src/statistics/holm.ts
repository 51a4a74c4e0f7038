/**
 * P-values adjusted for being many, in the order given: an adjusted one at or below alpha may be called a finding, and
 * the probability of any false finding stays at most alpha, however the tests depend on one another.
 *
 *   adjusted_(i) = max over l <= i of min(1, (m - l + 1) p_(l)),   p_(1) <= ... <= p_(m).
 *
 * `holm([0.01, 0.04, 0.03])` is [0.03, 0.06, 0.06]. Throws RangeError for a p-value outside [0, 1].
 * Source: Holm, "A simple sequentially rejective multiple test procedure", 1979.
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const adjusted = logHolm(
    pValues.map((p) => {
      if (!(p >= 0 && p <= 1)) throw new RangeError(`A p-value lies in [0, 1]; ${p} does not.`);
      return Math.log(p);
    }),
  );
  return adjusted.map(Math.exp);
}

/** The same on logarithms, for p-values too small to write down. */
export function logHolm(logPValues: readonly number[]): readonly number[] {
  const order = [...logPValues.keys()].sort((i, j) => (logPValues[i] ?? 0) - (logPValues[j] ?? 0));
  const adjusted = new Array<number>(logPValues.length).fill(0);
  let largest = Number.NEGATIVE_INFINITY;
  for (const [rank, index] of order.entries()) {
    largest = Math.max(largest, Math.min(0, Math.log(logPValues.length - rank) + (logPValues[index] ?? 0)));
    adjusted[index] = largest;
  }
  return adjusted;
}
