import type { RandomSource } from "../engine/randomSource.ts";
import { standardExponential } from "../engine/standardExponential.ts";
import type { ArrivalProcess } from "./arrivalProcess.ts";

/**
 * A Poisson process: independent exponential gaps of mean 1000 / rate ms, the first of them from startMs.
 *
 * @param ratePerSecond finite, >= 0; 0 gives no arrivals
 */
export function poissonArrivals(ratePerSecond: number, startMs: number, random: RandomSource): ArrivalProcess {
  return new PoissonArrivals(ratePerSecond, startMs, random);
}

class PoissonArrivals implements ArrivalProcess {
  private readonly random: RandomSource;
  private readonly meanGapMs: number;
  private atMs: number;

  constructor(ratePerSecond: number, startMs: number, random: RandomSource) {
    this.random = random;
    this.meanGapMs = 1000 / ratePerSecond;
    this.atMs = startMs;
  }

  fill(into: Float64Array): void {
    const { random, meanGapMs } = this;
    let { atMs } = this;
    for (let i = 0; i < into.length; i++) {
      atMs += meanGapMs * standardExponential(random);
      into[i] = atMs;
    }
    this.atMs = atMs;
  }
}
