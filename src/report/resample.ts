/**
 * A series of bins spread over `columns` cells: each cell has the mean of the bins it covers, at least one; null where
 * they have no value.
 */
export function resample(bins: readonly (number | null)[], columns: number): readonly (number | null)[] {
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * bins.length) / columns);
    const to = Math.max(from + 1, Math.floor(((column + 1) * bins.length) / columns));
    const values = bins.slice(from, to).filter((value) => value !== null);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}
