import type { ArrivalProcess } from "./arrivalProcess.ts";

/**
 * Evenly spaced arrivals: the ith, from i = 0, at startMs + 1000·i / rate. Computed from i and not by adding gaps, so a
 * long run does not drift: a whole number of seconds s holds exactly rate·s arrivals of a whole rate.
 *
 * @param ratePerSecond finite, >= 0; 0 gives no arrivals
 */
export function constantArrivals(ratePerSecond: number, startMs: number): ArrivalProcess {
  return new ConstantArrivals(ratePerSecond, startMs);
}

class ConstantArrivals implements ArrivalProcess {
  private readonly ratePerSecond: number;
  private readonly startMs: number;
  private taken = 0;

  constructor(ratePerSecond: number, startMs: number) {
    this.ratePerSecond = ratePerSecond;
    this.startMs = startMs;
  }

  fill(into: Float64Array): void {
    const { ratePerSecond, startMs, taken } = this;
    for (let i = 0; i < into.length; i++) into[i] = startMs + (1000 * (taken + i)) / ratePerSecond;
    if (ratePerSecond === 0) into.fill(Number.POSITIVE_INFINITY);
    this.taken += into.length;
  }
}
