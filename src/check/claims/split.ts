import { log10, shareRows } from "../../experiment/checks/evidence.ts";
import { counted, grouped, percent, points } from "../../experiment/inWords.ts";
import type { Verdict } from "../../experiment/result.ts";
import { type Conformity, conformity } from "../../statistics/conformity.ts";
import { type CheckedSplit, splitsOf } from "../checkedSplits.ts";
import { type Expectation, sharesOf } from "../expectation.ts";
import { type OpinionOfShare, phaseOpinions } from "../phaseOpinion.ts";
import { promisedShares } from "../promisedShares.ts";
import type { CheckClaim } from "../report.ts";
import { isRefutedSoFar, isShownSoFar } from "../shownSoFar.ts";
import type { JudgeContext } from "./judgeContext.ts";

const shownNames = 6;

/**
 * Whether the picks were split as promised.
 *
 * Without a margin the promise is exact: a departure that is not chance is a failure, however small, and a pass says
 * that one of the default margin would have been caught. With a margin a split shown to be within it passes.
 */
export function judgeSplit(context: JudgeContext): CheckClaim {
  const { expectation, budget, tally, picks, stopped } = context;
  const splits = splitsOf(tally, context.state);
  const found = conformity(splits, budget.conformity, budget.miss);
  const opinionsByPhase = expectation.phases.map((phase, i) =>
    phaseOpinions(expectation, phase, tally.phases[i]?.totals ?? [], budget),
  );
  const opinions = opinionsByPhase.flat();
  const promised = promisedShares(expectation, tally);
  const shifts = opinions.map(({ shift }) => shift);
  const missing = opinionsByPhase.reduce(
    (sum, each) => sum + Math.max(0, ...each.map((opinion) => opinion.missing)),
    0,
  );
  const verdict =
    picks === 0 ? "inconclusive" : stopped ? stoppedVerdict(context) : fixedVerdict(context, found, opinions);
  const marginUsed = Math.max(0, ...opinions.map(({ margin }) => margin));
  return {
    id: "split",
    kind: "split",
    verdict,
    claim: claimOf(expectation),
    finding: findingOf(context, found, verdict, missing, marginUsed),
    evidence: {
      n: picks,
      shares: promised === null ? [] : shareRows(expectation.deployments, picksOf(context), promised),
      margin: expectation.margin ?? null,
      falseAlarmRate: expectation.flake,
      detectableShift: stopped && verdict === "pass" ? marginUsed : largest(shifts),
      log10P: stopped ? null : log10(found.logP),
      log10E: log10(found.logE),
      picksMissing: verdict === "inconclusive" && missing > 0 ? missing : null,
    },
  };
}

/** Without a margin a departure that is not chance fails, however small; with one, only a departure beyond it. */
function fixedVerdict(
  { expectation }: JudgeContext,
  found: Conformity<CheckedSplit>,
  opinions: readonly OpinionOfShare[],
): Verdict {
  const verdicts = opinions.map(({ verdict }) => verdict);
  if (verdicts.includes("fail") || (expectation.margin === undefined && found.rejected)) return "fail";
  return verdicts.includes("inconclusive") ? "inconclusive" : "pass";
}

/** Of a source that stopped when it pleased: only what holds at any time. */
function stoppedVerdict({ expectation, tally, budget }: JudgeContext): Verdict {
  const counts = tally.phases[0]?.totals ?? [];
  if (isRefutedSoFar(expectation, counts, budget)) return "fail";
  return isShownSoFar(expectation, counts, budget) ? "pass" : "inconclusive";
}

function picksOf({ tally, expectation }: JudgeContext): readonly number[] {
  return expectation.deployments.map((_, j) => tally.phases.reduce((sum, { totals }) => sum + (totals[j] ?? 0), 0));
}

function largest(shifts: readonly (number | null)[]): number | null {
  return shifts.reduce((a, b) => (a === null || b === null ? null : Math.max(a, b)), 0);
}

function claimOf({ deployments, phases, margin }: Expectation): string {
  const within = margin === undefined ? "" : ` within ${points(margin)}`;
  const [first, ...others] = phases;
  if (first === undefined || others.length > 0) return `the promised split in each of ${phases.length} phases${within}`;
  const shares = sharesOf(first);
  const listed = deployments.slice(0, shownNames).map((name, j) => `${name} ${percent(shares[j] ?? 0)}`);
  const more = deployments.length > shownNames ? ` and ${deployments.length - shownNames} more` : "";
  return `${listed.join(", ")}${more}${within}`;
}

function findingOf(
  context: JudgeContext,
  found: Conformity<CheckedSplit>,
  verdict: Verdict,
  missing: number,
  margin: number,
): string {
  const { picks, expectation, stopped } = context;
  if (picks === 0) return "there was no request to judge";
  const requests = counted(picks, "request");
  if (verdict === "fail") return failure(context, found, margin);
  if (verdict === "inconclusive") {
    const more = missing > 0 ? `: ${counted(missing, "more request")} needed` : "";
    return `nothing unusual in ${requests}, but too few to catch a departure of ${points(margin)}${more}`;
  }
  if (found.rejected && expectation.margin !== undefined) {
    return `${requests} show the split to be within the margin; the departure is real, not chance, but one you accept`;
  }
  const how = stopped ? "; enough was seen, so the check stopped" : "";
  return `${requests} agree with the promise; a departure of ${points(margin)} would have been caught${how}`;
}

function failure(context: JudgeContext, { worst, rejected }: Conformity<CheckedSplit>, margin: number): string {
  const { expectation, stopped } = context;
  if (worst === undefined) return "the split is not the one that was promised";
  const { split, category } = worst;
  const name = expectation.deployments[category] ?? "";
  const share = (split.picks[category] ?? 0) / split.n;
  const promised = split.shares[category] ?? 0;
  const during = expectation.phases.length > 1 ? ` in ${split.phase}` : "";
  const away = `${name} got ${percent(share)}${during}, promised were ${percent(promised)}: ${points(Math.abs(share - promised))} off`;
  if (!rejected) return `${away}; enough requests to show a split within ${points(margin)}, and they do not show it`;
  const odds = stopped ? "" : `, at odds of ${oddsInWords(context)}`;
  return `${away}; this is not chance${odds}`;
}

/** The false-alarm rate as odds: "one in 1,000,000,000 or less". */
function oddsInWords({ expectation: { flake } }: JudgeContext): string {
  return `one in ${grouped(1 / flake)} or less`;
}
