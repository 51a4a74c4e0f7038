import type { SplitPhase } from "../scenario/schedule/splitSchedule.ts";
import { type ShareOpinion, shareOpinion } from "../statistics/shareOpinion.ts";
import { type Budget, testedShares } from "./budget.ts";
import { type Expectation, marginFor, sharesOf } from "./expectation.ts";

/** The judge's word on one share in one phase. */
export interface OpinionOfShare extends ShareOpinion {
  readonly deployment: number;
  readonly margin: number;
}

/**
 * Judges every share of a phase that could be wrong, as independent draws.
 *
 * @param lost requests of the phase that cannot be attributed
 */
export function phaseOpinions(
  expectation: Expectation,
  phase: SplitPhase,
  counts: ArrayLike<number>,
  lost: number,
  { eachShare: flake, miss }: Budget,
): readonly OpinionOfShare[] {
  const n = Array.from(counts).reduce((sum, count) => sum + count, 0);
  const shares = sharesOf(phase);
  return testedShares(phase.units).map((deployment) => {
    const p = shares[deployment] ?? 0;
    const margin = marginFor(expectation, p);
    return { deployment, margin, ...shareOpinion(counts[deployment] ?? 0, n, { p, margin, flake, miss }, lost) };
  });
}
