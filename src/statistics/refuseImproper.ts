/**
 * Refuses what is not a distribution over at least one category: finite probabilities, none negative, that sum to 1
 * within 1e-9.
 */
export function refuseImproper(probabilities: readonly number[]): void {
  let total = 0;
  for (const p of probabilities) {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`A probability lies in [0, 1]; ${p} does not.`);
    total += p;
  }
  if (!(Math.abs(total - 1) <= 1e-9)) throw new RangeError(`Probabilities sum to 1; these sum to ${total}.`);
}
