/**
 * When a resource was changed: now, and in any case after it was changed last, since clocks are set back and a
 * millisecond holds many changes.
 */
export function timeOfChange(nowMs: number, before: { readonly updateTimeMs: number }): number {
  return Math.max(nowMs, before.updateTimeMs + 1);
}
