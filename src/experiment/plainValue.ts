/**
 * What JSON has in place of a value of ours, as a replacer for `JSON.stringify`: a list for a column of numbers, pairs
 * for a map, and text for the infinities. Everything else is as it is; `PlainFields` reads it back.
 */
export function plainValue(_key: string, value: unknown): unknown {
  if (value instanceof Float64Array) return Array.from(value);
  if (value instanceof Map) return [...value];
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return value;
}
