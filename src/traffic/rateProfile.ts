import type { ArrivalSpec } from "./trafficSpec.ts";

/**
 * A planned rate over time that goes in straight lines: stage i starts at `startsMs[i]` with `rates[i]` per second and
 * ends where stage i + 1 starts, with `targets[i]`. The last stage is the rate that stays for ever.
 */
export interface RateProfile {
  readonly startsMs: Float64Array;
  readonly rates: Float64Array;
  readonly targets: Float64Array;
  /** Requests planned before the stage: the integral of the rate, L(t), at its start. */
  readonly totals: Float64Array;
}

export type StagedSpec = Extract<ArrivalSpec, { readonly kind: "staged" }>;

export function rateProfile({ startPerSecond, stages }: StagedSpec): RateProfile {
  const startsMs = [0];
  const totals = [0];
  const rates = [startPerSecond];
  for (const [i, { durationMs, targetPerSecond }] of stages.entries()) {
    startsMs.push((startsMs[i] ?? 0) + durationMs);
    totals.push((totals[i] ?? 0) + (durationMs * ((rates[i] ?? 0) + targetPerSecond)) / 2000);
    rates.push(targetPerSecond);
  }
  return {
    startsMs: Float64Array.from(startsMs),
    rates: Float64Array.from(rates),
    targets: Float64Array.from([...rates.slice(1), rates.at(-1) ?? 0]),
    totals: Float64Array.from(totals),
  };
}

/** The requests planned until then, L(t): the integral of the rate. */
export function plannedTotal(profile: RateProfile, untilMs: number): number {
  const stage = stageAt(profile, untilMs);
  const seconds = (untilMs - (profile.startsMs[stage] ?? 0)) / 1000;
  const mean = ((profile.rates[stage] ?? 0) + rateIn(profile, stage, untilMs)) / 2;
  return (profile.totals[stage] ?? 0) + mean * seconds;
}

/** The largest rate per second in a window; where the rate jumps, both sides of the jump are in force at that instant. */
export function peakRate(profile: RateProfile, fromMs: number, toMs: number): number {
  const { startsMs } = profile;
  let peak = rateIn(profile, stageAt(profile, fromMs), fromMs);
  for (const [stage, startMs] of startsMs.entries()) {
    const endMs = startsMs[stage + 1] ?? Number.POSITIVE_INFINITY;
    // A stage of no length is a jump: its own rate is never in force.
    if (endMs === startMs || startMs >= toMs || endMs <= fromMs) continue;
    // A line is highest at one of its ends.
    const atStart = rateIn(profile, stage, Math.max(startMs, fromMs));
    const atEnd = rateIn(profile, stage, Math.min(endMs, toMs));
    peak = Math.max(peak, atStart, atEnd);
  }
  return peak;
}

function stageAt({ startsMs }: RateProfile, atMs: number): number {
  return startsMs.findLastIndex((startMs) => startMs <= atMs);
}

function rateIn({ startsMs, rates, targets }: RateProfile, stage: number, atMs: number): number {
  const startMs = startsMs[stage] ?? 0;
  const endMs = startsMs[stage + 1] ?? Number.POSITIVE_INFINITY;
  const rate = rates[stage] ?? 0;
  return rate + ((targets[stage] ?? 0) - rate) * ((atMs - startMs) / (endMs - startMs));
}
