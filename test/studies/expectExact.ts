import { expect } from "vitest";
import { meanInterval } from "../../src/statistics/meanInterval.ts";

/**
 * The mean over the seeds is the exact value as far as can be told. A right engine fails with probability 1e-9 whenever
 * its chance is dealt anew (the means of long runs are near enough to normal); the seeds are fixed anyway. A fifth of
 * the value would be seen: a comparison that could not see that would be no test.
 */
export function expectExact(sample: readonly number[], exact: number): void {
  const { mean, low, high, halfWidth } = meanInterval(sample, 1e-9);
  expect(Math.abs(mean - exact), `${mean} in [${low}, ${high}], exactly ${exact}`).toBeLessThan(halfWidth);
  expect(halfWidth).toBeLessThan(exact / 5);
}
