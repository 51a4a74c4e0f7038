import type { RandomSource } from "../engine/randomSource.ts";
import { standardExponential } from "../engine/standardExponential.ts";
import type { ArrivalProcess } from "./arrivalProcess.ts";
import { type RateProfile, rateProfile, type StagedSpec } from "./rateProfile.ts";

/**
 * Arrivals at a rate that changes in straight lines, by change of time: with L(t) the requests planned until t (the
 * integral of the rate), the ith arrival, from i = 0, is at L⁻¹(i) for even spacing, and at L⁻¹ of the ith point of a
 * Poisson process of rate 1 for Poisson spacing. Stretches of rate 0 are stepped over.
 *
 * In a stage that starts with rate r per ms and rises by s per ms each ms, L is a parabola, and a total of y more
 * requests is reached after 2y / (r + √(r² + 2·s·y)) ms. Example: from 0/s to 10/s in 20 s plans 100 requests; the one
 * with i = 25 comes after 10 s.
 */
export function stagedArrivals(spec: StagedSpec, startMs: number, random: RandomSource): ArrivalProcess {
  return new StagedArrivals(rateProfile(spec), startMs, spec.spacing === "poisson" ? random : undefined);
}

class StagedArrivals implements ArrivalProcess {
  private readonly profile: RateProfile;
  private readonly startMs: number;
  private readonly random: RandomSource | undefined;
  private stage = 0;
  /** What L is at the arrival given last. */
  private total: number;

  constructor(profile: RateProfile, startMs: number, random: RandomSource | undefined) {
    this.profile = profile;
    this.startMs = startMs;
    this.random = random;
    this.total = random === undefined ? -1 : 0;
  }

  fill(into: Float64Array): void {
    this.fillTotals(into);
    for (let i = 0; i < into.length; i++) into[i] = this.startMs + this.instantMs(into[i] ?? 0);
  }

  private fillTotals(into: Float64Array): void {
    const { random } = this;
    let { total } = this;
    for (let i = 0; i < into.length; i++) {
      total += random === undefined ? 1 : standardExponential(random);
      into[i] = total;
    }
    this.total = total;
  }

  /** L⁻¹ of totals that never fall from one call to the next. */
  private instantMs(total: number): number {
    const { totals, startsMs, rates } = this.profile;
    const last = startsMs.length - 1;
    while (this.stage < last && total >= (totals[this.stage + 1] ?? 0)) this.stage++;
    const { stage } = this;
    const inStage = total - (totals[stage] ?? 0);
    const stageMs = startsMs[stage] ?? 0;
    if (stage === last) return stageMs + perRate(inStage, rates[last] ?? 0);
    return stageMs + this.intoStageMs(inStage, (startsMs[stage + 1] ?? 0) - stageMs);
  }

  private intoStageMs(requests: number, durationMs: number): number {
    if (requests === 0) return 0;
    const rate = (this.profile.rates[this.stage] ?? 0) / 1000;
    const rise = ((this.profile.targets[this.stage] ?? 0) / 1000 - rate) / durationMs;
    // Rounding must neither make the root of a small negative number nor carry an arrival out of its stage.
    const root = Math.sqrt(Math.max(0, rate * rate + 2 * rise * requests));
    return Math.min(durationMs, (2 * requests) / (rate + root));
  }
}

function perRate(requests: number, ratePerSecond: number): number {
  return ratePerSecond === 0 ? Number.POSITIVE_INFINITY : (1000 * requests) / ratePerSecond;
}
