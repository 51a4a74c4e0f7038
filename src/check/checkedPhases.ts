import { distanceByChance } from "../statistics/distanceByChance.ts";
import { totalVariationDistance } from "../statistics/totalVariation.ts";
import type { JudgeContext } from "./claims/judgeContext.ts";
import { sharesOf } from "./expectation.ts";
import { phaseOpinions } from "./phaseOpinion.ts";
import type { CheckedPhase } from "./report.ts";

/** What was picked in each phase, and what it could have shown. */
export function checkedPhases(context: JudgeContext): readonly CheckedPhase[] {
  const { expectation, tally, state, budget } = context;
  return expectation.phases.map((phase, i) => {
    const counts = Array.from(tally.phases[i]?.totals ?? []);
    const shares = sharesOf(phase);
    const opinions = phaseOpinions(expectation, phase, counts, tally.lostIn(i), budget);
    const shifts = opinions.map(({ shift }) => shift);
    return {
      name: phase.name,
      fromMs: finite(phase.fromMs),
      toMs: finite(phase.toMs),
      picks: counts.reduce((sum, count) => sum + count, 0),
      counts,
      shares,
      detectableShift: shifts.reduce((a, b) => (a === null || b === null ? null : Math.max(a, b)), 0),
      picksMissing: Math.max(0, ...opinions.map(({ missing }) => missing)),
      windows: state.windows
        .filter(([key]) => key % expectation.phases.length === i)
        .sort(([a], [b]) => a - b)
        .map(([key, picks]) => windowOf(Math.floor(key / expectation.phases.length), picks, shares, context)),
    };
  });
}

function windowOf(
  window: number,
  counts: readonly number[],
  shares: readonly number[],
  { windowMs }: JudgeContext,
): CheckedPhase["windows"][number] {
  const n = counts.reduce((sum, count) => sum + count, 0);
  return {
    fromMs: window * windowMs,
    counts,
    distance: totalVariationDistance(counts, shares),
    expectedDistance: distanceByChance([{ shares, picks: counts, n, independent: true }]),
  };
}

function finite(ms: number): number | null {
  return Number.isFinite(ms) ? ms : null;
}
