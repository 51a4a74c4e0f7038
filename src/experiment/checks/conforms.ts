import type { Check } from "../../scenario/scenario.ts";
import { picksNeeded } from "../../statistics/acceptanceBand.ts";
import { type Conformity, conformity } from "../../statistics/conformity.ts";
import { counted, duration, percent, points } from "../inWords.ts";
import type { CheckResult } from "../result.ts";
import { independence, picksOf, promisedShares, type Split, splitsIn } from "../splits.ts";
import { log10, shareRows } from "./evidence.ts";
import type { JudgeContext } from "./judgeContext.ts";

/** A run that could not have caught a departure of this size anywhere has not shown that the selector is right. */
const conformsMargin = 0.05;

/** Whether in every phase the picks agree with the routing table in force: the selector is right. */
export function judgeConforms(
  context: JudgeContext,
  check: Extract<Check, { readonly kind: "conforms" }>,
): CheckResult {
  const { plan, tally, strategy } = context;
  const splits = splitsIn(plan, tally, check.fromMs, check.toMs);
  const found = conformity(splits, check.flake, check.miss);
  const promised = promisedShares(plan, splits);
  const independent = independence(splits, strategy).any;
  const shift = independent ? found.detectableShift : null;
  const missing = independent ? picksMissing(splits, found, check) : null;
  const evidence = {
    n: found.n,
    shares: promised === null ? [] : shareRows(plan.deployments, picksOf(plan, splits), promised),
    margin: null,
    falseAlarmRate: independent ? check.flake : 0,
    detectableShift: shift,
    log10P: independent ? log10(found.logP) : null,
    log10E: independent ? log10(found.logE) : null,
    picksMissing: missing,
  };
  const claim = independent
    ? `${strategy}: every pick is an independent draw by the weights of the routing table`
    : `${strategy}: no pick outside the routing table`;
  const { verdict, finding } = opinion(context, found, independent, missing);
  return { id: check.id, kind: "conforms", verdict, claim, finding, evidence };
}

function opinion(
  context: JudgeContext,
  found: Conformity<Split>,
  independent: boolean,
  missing: number | null,
): Pick<CheckResult, "verdict" | "finding"> {
  const { plan } = context;
  if (found.impossible !== undefined) {
    const { split, category } = found.impossible;
    const picks = split.picks[category] ?? 0;
    return {
      verdict: "fail",
      finding: `${counted(picks, "pick")} of ${plan.deployments[category]} ${when(context, split)}, where it should have got none: it was not in the router, had weight 0 or had no ready replica`,
    };
  }
  if (found.n === 0) return { verdict: "inconclusive", finding: "no request was routed, so there is nothing to judge" };
  if (!independent) {
    return {
      verdict: "pass",
      finding: `none of ${counted(found.n, "pick")} went outside the table; this strategy follows the load and promises no fixed split, so shares are shown, not judged`,
    };
  }
  if (found.rejected) return { verdict: "fail", finding: departure(context, found) };
  if (missing !== null) {
    return {
      verdict: "inconclusive",
      finding: `nothing unusual, but a departure of ${points(conformsMargin)} could have gone unseen: play more replications`,
    };
  }
  const shift = found.detectableShift ?? 0;
  return {
    verdict: "pass",
    finding:
      shift === 0
        ? `all of ${counted(found.n, "pick")} went where the table left no choice`
        : `${counted(found.n, "pick")} agree with the weights; a departure of ${points(shift)} would have been caught`,
  };
}

function departure(context: JudgeContext, { worst }: Conformity<Split>): string {
  if (worst === undefined) return "the picks do not agree with the weights";
  const { split, category } = worst;
  const name = context.plan.deployments[category] ?? "";
  const observed = percent((split.picks[category] ?? 0) / split.n);
  return `${name} got ${observed} ${when(context, split)}, the routing table says ${percent(split.shares[category] ?? 0)}: this is not chance; look at the selector, or for a router with an old view`;
}

function when({ plan }: JudgeContext, { span }: Split): string {
  const at = plan.spans[span];
  return at === undefined ? "" : `from ${duration(at.fromMs)} to ${duration(at.toMs)}`;
}

function picksMissing(
  splits: readonly Split[],
  found: Conformity<Split>,
  { miss }: { readonly miss: number },
): number | null {
  if (found.n === 0 || (found.detectableShift !== null && found.detectableShift <= conformsMargin)) return null;
  const largest = splits.reduce((a, b) => (b.n > a.n ? b : a));
  const shares = largest.shares.filter((share) => share > 0 && share < 1);
  const needed = Math.max(
    ...shares.map((share) => picksNeeded(share, Math.min(conformsMargin, share, 1 - share), found.flakeOfEach, miss)),
  );
  return Math.max(1, needed - largest.n);
}
