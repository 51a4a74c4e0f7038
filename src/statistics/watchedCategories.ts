const mostWatched = 16;

/**
 * The categories whose counts in windows are looked at: the 16 of largest p (1 - p), in ascending order. Of two
 * possible categories one says everything about the other.
 */
export function watchedCategories(probabilities: readonly number[]): readonly number[] {
  const spread = (category: number): number => (probabilities[category] ?? 0) * (1 - (probabilities[category] ?? 0));
  const uncertain = [...probabilities.keys()].filter((category) => spread(category) > 0);
  if (uncertain.length === 2) return uncertain.slice(0, 1);
  return uncertain
    .sort((a, b) => spread(b) - spread(a) || a - b)
    .slice(0, mostWatched)
    .sort((a, b) => a - b);
}
