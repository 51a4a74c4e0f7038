/**
 * Values at some places of a line as one value for each of `columns` cells, straight between neighbours; null beside
 * a value that is missing, and beyond the last.
 *
 * @param places ascending, in [0, 1]
 */
export function interpolated(
  places: readonly number[],
  values: readonly (number | null)[],
  columns: number,
): readonly (number | null)[] {
  let right = 0;
  return Array.from({ length: columns }, (_, column) => {
    const place = columns === 1 ? 0 : column / (columns - 1);
    while (right < places.length - 1 && (places[right] ?? 1) < place) right++;
    const left = Math.max(0, right - 1);
    const [from = 0, to = 0] = [places[left], places[right]];
    const [low = null, high = null] = [values[left], values[right]];
    if (to <= from || place >= to) return high;
    return low === null || high === null ? null : low + ((place - from) / (to - from)) * (high - low);
  });
}
