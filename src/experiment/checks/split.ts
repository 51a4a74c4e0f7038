import type { Check } from "../../scenario/scenario.ts";
import { clopperPearson } from "../../statistics/clopperPearson.ts";
import { type ShareOpinion, shareOpinion } from "../../statistics/shareOpinion.ts";
import { counted, duration, percent, points } from "../inWords.ts";
import type { Plan } from "../plan.ts";
import type { CheckResult, Verdict } from "../result.ts";
import { independence, picksOf, splitsIn } from "../splits.ts";
import { log10, shareRows, shownAlpha } from "./evidence.ts";
import type { JudgeContext } from "./judgeContext.ts";

type SplitCheck = Extract<Check, { readonly kind: "split" }>;

interface OpinionOf extends ShareOpinion {
  readonly deployment: string;
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
  const splits = splitsIn(plan, tally, check.fromMs, check.toMs);
  const picks = picksOf(plan, splits);
  const n = picks.reduce((sum, each) => sum + each, 0);
  const expected = plan.deployments.map(
    (name) => check.expect.find(({ deployment }) => deployment === name)?.share ?? 0,
  );
  const independent = independence(splits, strategy).all;
  const each = check.flake / Math.max(1, expected.filter((share) => share > 0).length);
  const opinions = plan.deployments.map((deployment, j): OpinionOf => {
    const x = picks[j] ?? 0;
    const share = expected[j] ?? 0;
    return independent ? tested(deployment, x, n, share, each, check) : compared(deployment, x, n, share, plan, check);
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
        ? log10(Math.min(0, ...opinions.map(({ logP }) => logP + Math.log(check.flake / each))))
        : null,
      log10E: null,
      picksMissing: verdict === "inconclusive" && missing > 0 ? missing : null,
    },
  };
}

/** Picks that follow the load are no sample: their share is compared, by its interval, and no error rate is claimed. */
function compared(deployment: string, x: number, n: number, p: number, plan: Plan, check: SplitCheck): OpinionOf {
  if (n === 0) return { deployment, verdict: "inconclusive", logP: 0, shift: null, missing: 0 };
  const [low, high] = clopperPearson(x, n, shownAlpha / plan.deployments.length);
  const inside = low >= p - check.margin && high <= p + check.margin;
  const outside = high < p - check.margin || low > p + check.margin;
  const verdict = inside ? "pass" : outside ? "fail" : "inconclusive";
  return { deployment, verdict, logP: 0, shift: null, missing: 0 };
}

function tested(deployment: string, x: number, n: number, p: number, flake: number, check: SplitCheck): OpinionOf {
  return { deployment, ...shareOpinion(x, n, { p, margin: check.margin, flake, miss: check.miss }) };
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
  opinions: readonly OpinionOf[],
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
  if (verdict === "inconclusive" && missing === 0) {
    return `observed ${observed}: too near the margin to tell; play more replications`;
  }
  if (verdict === "inconclusive") {
    return `observed ${observed}; ${counted(missing, "more pick")} needed to tell a split that is off by ${points(check.margin)}: play more replications`;
  }
  const off = opinions.filter((opinion) => opinion.verdict === "fail").map(({ deployment }) => deployment);
  return `observed ${observed}: not the split that was meant (${off.join(", ")} off); look at the replicas that were ready in this window`;
}
