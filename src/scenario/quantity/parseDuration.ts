const number = "(\\d+(?:\\.\\d+)?)";

/** Go-style durations: each unit at most once, the larger before the smaller, no sign, no bare number. */
export const durationPattern: RegExp = new RegExp(
  `^(?=.)(?:${number}h)?(?:${number}m)?(?:${number}s)?(?:${number}ms)?(?:${number}[uµμ]s)?(?:${number}ns)?$`,
);

/** Nanoseconds in h, m, s, ms, us, ns: the groups of the pattern. */
const unitsNs = [3.6e12, 6e10, 1e9, 1e6, 1e3, 1] as const;

/**
 * The longest duration that is read: 1000 h, in milliseconds. Up to it a whole number of nanoseconds is not lost in
 * milliseconds: a double below 2^32 is off by 0.24 ns at most, its product with 1e6 by 0.25, together less than half.
 */
export const longestDurationMs = 3.6e9;

/**
 * Reads a duration such as `500ms`, `1m30s`, `1.5h` or `0.307ms`, to the nearest nanosecond.
 *
 * @returns milliseconds in [0, 3.6e9], or undefined for anything else. `parseDuration("1m30s")` is 90000.
 */
export function parseDuration(text: string): number | undefined {
  const match = durationPattern.exec(text);
  if (match === null) return undefined;
  const partsNs = unitsNs.map((unitNs, i) => Math.round(Number(match[i + 1] ?? 0) * unitNs));
  const ms = partsNs.reduce((sum, part) => sum + part, 0) / 1e6;
  return ms <= longestDurationMs ? ms : undefined;
}
