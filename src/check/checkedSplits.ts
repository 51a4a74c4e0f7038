import type { PicksOfSplit } from "../statistics/picksOfSplit.ts";
import { sharesOf } from "./expectation.ts";
import type { PickState, PickTally } from "./pickTally.ts";

/** Picks of a phase, or of a window of time in it. */
export interface CheckedSplit extends PicksOfSplit {
  /** In words: "phase start", "start, window 3". */
  readonly phase: string;
}

/** What is tested exactly: the picks of every window of time where the source has windows, else those of every phase. */
export function splitsOf(
  { expectation, phases }: PickTally,
  { windows }: Pick<PickState, "windows">,
): readonly CheckedSplit[] {
  const independent = expectation.order !== "smooth";
  if (windows.length === 0) {
    return expectation.phases.map((phase, i) =>
      splitOf(phase.name, sharesOf(phase), Array.from(phases[i]?.totals ?? []), independent),
    );
  }
  return [...windows]
    .sort(([a], [b]) => a - b)
    .flatMap(([key, picks]) => {
      const phase = expectation.phases[key % phases.length];
      if (phase === undefined) return [];
      const window = `${phase.name}, window ${Math.floor(key / phases.length) + 1}`;
      return [splitOf(window, sharesOf(phase), picks, independent)];
    });
}

function splitOf(
  phase: string,
  shares: readonly number[],
  picks: readonly number[],
  independent: boolean,
): CheckedSplit {
  return { phase, shares, picks, independent, n: picks.reduce((sum, each) => sum + each, 0) };
}
