/**
 * The least integer in [low, high] from which on `holds` is true, by bisection: `holds` never goes back to false, and
 * is taken to be true at `high` without asking. `leastInteger(0, 10, (i) => i * i > 20)` is 5.
 */
export function leastInteger(low: number, high: number, holds: (candidate: number) => boolean): number {
  let below = low - 1;
  let from = high;
  while (from - below > 1) {
    const middle = below + Math.floor((from - below) / 2);
    if (holds(middle)) from = middle;
    else below = middle;
  }
  return from;
}
