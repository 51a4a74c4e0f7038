import { strategyClass } from "../../routing/strategy.ts";
import type { Check } from "../../scenario/scenario.ts";
import { picksNeeded } from "../../statistics/acceptanceBand.ts";
import { acceptanceRange } from "../../statistics/acceptanceRange.ts";
import { binomialTest } from "../../statistics/binomialTest.ts";
import { detectableShift } from "../../statistics/detectableShift.ts";
import { tost } from "../../statistics/tost.ts";
import { counted, duration, percent, points } from "../inWords.ts";
import type { CheckResult, Verdict } from "../result.ts";
import { picksOf, splitsIn } from "../splits.ts";
import { shareRows } from "./evidence.ts";
import type { JudgeContext } from "./judgeContext.ts";

type SplitCheck = Extract<Check, { readonly kind: "split" }>;

/** The judge's word on the share of one deployment. */
interface ShareOpinion {
  readonly deployment: string;
  readonly verdict: Verdict;
  readonly logP: number;
  readonly shift: number | null;
  readonly missing: number;
}

/**
 * Whether the split that the operator meant holds in a window: the plan is right.
 *
 * Passes when an exact equivalence test shows every true share to be within the margin, with error at most `miss`. Fails
 * when that cannot be shown although the picks would suffice, or when the observed count lies outside the exact
 * acceptance range of the share meant; a split that is exactly right fails with probability at most `flake`. In between
 * it is inconclusive, and says how many picks are missing.
 */
export function judgeSplit(context: JudgeContext, check: SplitCheck): CheckResult {
  const { plan, tally, strategy } = context;
  const picks = picksOf(plan, splitsIn(plan, tally, check.fromMs, check.toMs));
  const n = picks.reduce((sum, each) => sum + each, 0);
  const expected = plan.deployments.map(
    (name) => check.expect.find(({ deployment }) => deployment === name)?.share ?? 0,
  );
  const independent = strategyClass(strategy) === "independent";
  const each = check.flake / Math.max(1, expected.filter((share) => share > 0).length);
  const opinions = plan.deployments.map((deployment, j): ShareOpinion => {
    const x = picks[j] ?? 0;
    const share = expected[j] ?? 0;
    if (share === 0 || share === 1) return certain(deployment, share === 0 ? x : n - x);
    return independent
      ? tested(deployment, x, n, share, each, check)
      : {
          deployment,
          verdict: Math.abs(x / n - share) <= check.margin ? "pass" : "fail",
          logP: 0,
          shift: null,
          missing: 0,
        };
  });
  const verdict = n === 0 ? "inconclusive" : worst(opinions.map((opinion) => opinion.verdict));
  const shifts = opinions.map(({ shift }) => shift);
  const missing = Math.max(0, ...opinions.map((opinion) => opinion.missing));
  return {
    id: check.id,
    kind: "split",
    verdict,
    claim: claimOf(check),
    finding: findingOf(context, check, opinions, picks, verdict, missing),
    evidence: {
      n,
      shares: shareRows(plan.deployments, picks, expected),
      margin: check.margin,
      falseAlarmRate: independent ? check.flake : null,
      detectableShift: independent && n > 0 && !shifts.includes(null) ? Math.max(...shifts.map((s) => s ?? 0)) : null,
      log10P: independent
        ? Math.min(0, ...opinions.map(({ logP }) => logP + Math.log(check.flake / each))) / Math.LN10
        : null,
      log10E: null,
      picksMissing: verdict === "inconclusive" && n > 0 ? missing : null,
    },
  };
}

function certain(deployment: string, wrong: number): ShareOpinion {
  const verdict = wrong > 0 ? "fail" : "pass";
  return { deployment, verdict, logP: wrong > 0 ? Number.NEGATIVE_INFINITY : 0, shift: 0, missing: 0 };
}

function tested(deployment: string, x: number, n: number, p: number, flake: number, check: SplitCheck): ShareOpinion {
  if (n === 0) return { deployment, verdict: "inconclusive", logP: 0, shift: null, missing: 0 };
  const needed = picksNeeded(p, check.margin, flake, check.miss);
  const range = acceptanceRange(n, p, flake);
  const shown = tost(x, n, p, check.margin).logP <= Math.log(check.miss);
  const verdict = shown ? "pass" : n >= needed || x < range.low || x > range.high ? "fail" : "inconclusive";
  return {
    deployment,
    verdict,
    logP: binomialTest(x, n, p).logDoubled,
    shift: detectableShift(n, p, flake, check.miss),
    missing: Math.max(0, needed - n),
  };
}

function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes("fail") ? "fail" : verdicts.includes("inconclusive") ? "inconclusive" : "pass";
}

function claimOf({ expect, margin, fromMs, toMs }: SplitCheck): string {
  const shares = expect.map(({ deployment, share }) => `${deployment} ${percent(share)}`).join(", ");
  return `${shares} within ${points(margin)} from ${duration(fromMs)} to ${duration(toMs)}`;
}

function findingOf(
  { plan }: JudgeContext,
  check: SplitCheck,
  opinions: readonly ShareOpinion[],
  picks: readonly number[],
  verdict: Verdict,
  missing: number,
): string {
  const n = picks.reduce((sum, each) => sum + each, 0);
  if (n === 0) return "no request was routed in this window";
  const observed = plan.deployments
    .map((name, j) => ({ name, picks: picks[j] ?? 0 }))
    .filter(({ name, picks: x }) => x > 0 || check.expect.some(({ deployment }) => deployment === name))
    .map(({ name, picks: x }) => `${name} ${percent(x / n)}`)
    .join(", ");
  if (verdict === "pass") return `observed ${observed} of ${counted(n, "pick")}`;
  if (verdict === "inconclusive") {
    return `observed ${observed}; ${counted(missing, "more pick")} needed to tell a split that is off by ${points(check.margin)}: play more replications`;
  }
  const off = opinions.filter((opinion) => opinion.verdict === "fail").map(({ deployment }) => deployment);
  return `observed ${observed}: not the split that was meant (${off.join(", ")} off); look at the replicas that were ready in this window`;
}
