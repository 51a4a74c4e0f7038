import { logBeyondMargin } from "../../statistics/beyondMargin.ts";
import type { Conformity } from "../../statistics/conformity.ts";
import { testedShares } from "../budget.ts";
import { type CheckedSplit, windowSplits } from "../checkedSplits.ts";
import { marginFor, sharesOf } from "../expectation.ts";
import type { OpinionOfShare } from "../phaseOpinion.ts";
import type { JudgeContext } from "./judgeContext.ts";

/** A share that is not as promised, and where. */
export interface SplitFault {
  readonly deployment: string;
  /** Of the requests that could be attributed. */
  readonly observed: number;
  readonly promised: number;
  /** Phase or window; empty where there is one phase without windows. */
  readonly during: string;
  /**
   * "gross": so far off that it would be no chance even if only one request in many counted. "refuted": not the promised
   * share. "beyond": further off than the margin. "unshown": enough requests, and it is not
   * within the margin.
   */
  readonly kind: "gross" | "refuted" | "beyond" | "unshown";
}

/**
 * The worst fault of a split; undefined when nothing is proven. Without a margin every departure that is not chance is
 * one; with a margin one beyond it, in a phase or in a window of time.
 */
export function splitFault(
  context: JudgeContext,
  found: Conformity<CheckedSplit>,
  opinions: readonly (readonly OpinionOfShare[])[],
): SplitFault | undefined {
  if (context.expectation.margin !== undefined) return phaseFault(context, opinions) ?? windowFault(context);
  if (!found.rejected || found.worst === undefined) return phaseFault(context, opinions);
  const { split, category } = found.worst;
  return faultOf(context, split, category, "refuted");
}

/** A share that its own opinion fails, the least likely first. */
function phaseFault(context: JudgeContext, opinions: readonly (readonly OpinionOfShare[])[]): SplitFault | undefined {
  const { expectation, tally, budget } = context;
  const failed = opinions
    .flatMap((ofPhase, phase) => ofPhase.map((opinion) => ({ phase, opinion })))
    .filter(({ opinion }) => opinion.verdict === "fail");
  if (failed.length === 0) return undefined;
  const worst = failed.reduce((a, b) => (b.opinion.logP < a.opinion.logP ? b : a));
  const phase = expectation.phases[worst.phase];
  if (phase === undefined) return undefined;
  const { deployment, margin } = worst.opinion;
  const shares = sharesOf(phase);
  const picks = Array.from(tally.phases[worst.phase]?.totals ?? []);
  const n = picks.reduce((sum, count) => sum + count, 0);
  const lost = tally.lostIn(worst.phase);
  const logP = logBeyondMargin(picks[deployment] ?? 0, n, shares[deployment] ?? 0, margin, lost);
  const kind = logP <= Math.log(budget.eachShare) ? "beyond" : "unshown";
  return faultOf(context, { phase: phase.name, shares, picks, n }, deployment, kind);
}

/**
 * With a margin the part of the false-alarm rate for exact conformity is free, and goes to the windows: each share in
 * each window, equally.
 */
function windowFault(context: JudgeContext): SplitFault | undefined {
  const { expectation, tally, state, budget } = context;
  const { margin } = expectation;
  if (margin === undefined) return undefined;
  const tests = windowSplits(tally, state).flatMap((split) =>
    testedShares(split.shares).map((category) => ({
      split,
      category,
      logP: logBeyondMargin(split.picks[category] ?? 0, split.n, split.shares[category] ?? 0, margin, split.lost),
    })),
  );
  const [first, ...others] = tests;
  if (first === undefined) return undefined;
  const worst = others.reduce((a, b) => (b.logP < a.logP ? b : a), first);
  if (worst.logP > Math.log(budget.conformity / tests.length)) return undefined;
  return faultOf(context, worst.split, worst.category, "beyond");
}

/**
 * A share that is wrong though picks depend on one another: it would be proven if only one request in `each` had been made.
 * No rate is claimed for it.
 */
export function grossFault(context: JudgeContext, each: number): SplitFault | undefined {
  const { expectation, tally, budget } = context;
  const tests = expectation.phases.flatMap((phase, i) => {
    const picks = Array.from(tally.phases[i]?.totals ?? []);
    const counted = picks.map((count) => Math.round(count / each));
    const n = counted.reduce((sum, count) => sum + count, 0);
    const lost = Math.ceil(tally.lostIn(i) / each);
    const shares = sharesOf(phase);
    return testedShares(phase.units).map((category) => {
      const p = shares[category] ?? 0;
      const logP = logBeyondMargin(counted[category] ?? 0, n, p, marginFor(expectation, p), lost);
      const all = picks.reduce((sum, count) => sum + count, 0);
      return { split: { phase: phase.name, shares, picks, n: all }, category, logP };
    });
  });
  const gross = tests.filter(({ logP }) => logP <= Math.log(budget.eachShare)).sort((a, b) => a.logP - b.logP)[0];
  return gross && faultOf(context, gross.split, gross.category, "gross");
}

function faultOf(
  { expectation, state }: JudgeContext,
  { phase, shares, picks, n }: Pick<CheckedSplit, "phase" | "shares" | "picks" | "n">,
  category: number,
  kind: SplitFault["kind"],
): SplitFault {
  return {
    deployment: expectation.deployments[category] ?? "",
    observed: (picks[category] ?? 0) / Math.max(1, n),
    promised: shares[category] ?? 0,
    during: expectation.phases.length > 1 || state.windows.length > 0 ? phase : "",
    kind,
  };
}
