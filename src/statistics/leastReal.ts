/**
 * The least double in (low, high] from which on `holds` is true, by bisection down to neighbouring doubles: `holds`
 * never goes back to false, and is taken to be true at `high` without asking.
 * `leastReal(0, 2, (x) => x * x >= 2)` is the square root of 2.
 */
export function leastReal(low: number, high: number, holds: (candidate: number) => boolean): number {
  let below = low;
  let from = high;
  for (;;) {
    const middle = below + (from - below) / 2;
    if (middle <= below || middle >= from) return from;
    if (holds(middle)) from = middle;
    else below = middle;
  }
}
