/** How far `actual` is from `expected`, in units of `expected`; absolute where that is 0. */
export function relativeError(actual: number, expected: number): number {
  if (actual === expected) return 0;
  return expected === 0 ? Math.abs(actual) : Math.abs((actual - expected) / expected);
}
