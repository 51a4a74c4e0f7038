/** Stops the bench when a contestant was quick but wrong. */
export function refuteResult(what: string, got: number, expected: number, relativeTolerance: number): void {
  if (Math.abs(got / expected - 1) <= relativeTolerance) return;
  throw new Error(`${what}: got ${got}, expected ${expected} within ${100 * relativeTolerance} %`);
}
