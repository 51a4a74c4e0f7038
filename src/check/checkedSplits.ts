import type { SplitPhase } from "../scenario/schedule/splitSchedule.ts";
import type { PicksOfSplit } from "../statistics/picksOfSplit.ts";
import { type Expectation, sharesOf } from "./expectation.ts";
import type { PickState, PickTally } from "./pickTally.ts";

/** Picks of a phase, or of a window of time in it. */
export interface CheckedSplit extends PicksOfSplit {
  /** In words: "start", "start, window 3"; of one phase "window 3". */
  readonly phase: string;
  /** Requests that may belong to it and cannot be attributed. */
  readonly lost: number;
}

/** What is tested exactly: the picks of every window of time where the source has windows, else those of every phase. */
export function splitsOf(tally: PickTally, state: Pick<PickState, "windows" | "lost">): readonly CheckedSplit[] {
  return state.windows.length === 0 ? phaseSplits(tally) : windowSplits(tally, state);
}

function phaseSplits(tally: PickTally): readonly CheckedSplit[] {
  const { expectation, phases } = tally;
  return expectation.phases.map((phase, i) =>
    splitOf(expectation, phase, phase.name, Array.from(phases[i]?.totals ?? []), tally.lostIn(i)),
  );
}

/** A request of which nobody knows when it was made may belong to any window. */
export function windowSplits(
  { expectation, phases }: PickTally,
  { windows, lost }: Pick<PickState, "windows" | "lost">,
): readonly CheckedSplit[] {
  const lostOfWindow = new Map(lost.windows);
  return [...windows]
    .sort(([a], [b]) => a - b)
    .flatMap(([key, picks]) => {
      const phase = expectation.phases[key % phases.length];
      if (phase === undefined) return [];
      const number = `window ${Math.floor(key / phases.length) + 1}`;
      const window = phases.length > 1 ? `${phase.name}, ${number}` : number;
      return [splitOf(expectation, phase, window, picks, lost.somewhere + (lostOfWindow.get(key) ?? 0))];
    });
}

function splitOf(
  { order }: Expectation,
  phase: SplitPhase,
  name: string,
  picks: readonly number[],
  lost: number,
): CheckedSplit {
  const n = picks.reduce((sum, each) => sum + each, 0);
  return { phase: name, shares: sharesOf(phase), picks, n, lost, independent: order !== "smooth" };
}
