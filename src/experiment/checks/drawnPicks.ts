import type { ErrorRates } from "../../scenario/scenario.ts";
import { picksNeeded } from "../../statistics/acceptanceBand.ts";
import { type Conformity, conformity } from "../../statistics/conformity.ts";
import { counted, duration, percent, points } from "../inWords.ts";
import type { Evidence } from "../result.ts";
import { picksOf, promisedShares, type Split } from "../splits.ts";
import { log10, shareRows } from "./evidence.ts";
import type { JudgeContext } from "./judgeContext.ts";
import { conformsMargin, nothingRouted, type PromiseOpinion } from "./promiseOpinion.ts";

/** Whether picks are independent draws by the shares of their splits. */
export function judgeIndependentPicks(
  context: JudgeContext,
  splits: readonly Split[],
  rates: ErrorRates,
): PromiseOpinion {
  const found = conformity(splits, rates.flake, rates.miss);
  const missing = picksMissing(splits, found, rates);
  return {
    claim: "every pick is an independent draw by the weights of the routing table",
    ...opinion(context, found, missing, "pick"),
    evidence: evidenceOf(context, splits, found, rates, missing),
  };
}

/**
 * Whether sessions are independent draws by the shares of their splits: each counts once a split, however many requests it
 * has. The same sessions come again in the next split, so evidence is not gathered over splits: each is tested for itself,
 * at its part of the false-alarm rate.
 */
export function judgeStickySessions(
  context: JudgeContext,
  splits: readonly Split[],
  { flake, miss }: ErrorRates,
): PromiseOpinion {
  const bySession = splits.map((split): Split => {
    const n = split.sessions.reduce((sum, each) => sum + each, 0);
    return { ...split, picks: split.sessions, n, independent: true };
  });
  const rates = { flake: flake / Math.max(1, bySession.length), miss };
  const each = bySession.map((split) => ({ split, found: conformity([split], rates.flake, miss) }));
  const largest = each.reduce<(typeof each)[number] | undefined>(
    (a, b) => (a === undefined || b.found.n > a.found.n ? b : a),
    undefined,
  );
  const telling = each.find(({ found }) => found.rejected) ?? largest;
  const found = telling?.found ?? conformity<Split>([], flake, miss);
  const those = telling === undefined ? [] : [telling.split];
  const missing = picksMissing(those, found, rates);
  return {
    claim: "every session is an independent draw by the weights of the routing table, and stays",
    ...opinion(context, found, missing, "session"),
    evidence: { ...evidenceOf(context, those, found, rates, missing), falseAlarmRate: flake },
  };
}

function evidenceOf(
  { plan }: JudgeContext,
  splits: readonly Split[],
  found: Conformity<Split>,
  { flake }: ErrorRates,
  missing: number | null,
): Evidence {
  const promised = promisedShares(plan, splits);
  return {
    n: found.n,
    shares: promised === null ? [] : shareRows(plan.deployments, picksOf(plan, splits), promised),
    margin: null,
    falseAlarmRate: flake,
    detectableShift: found.detectableShift,
    log10P: log10(found.logP),
    log10E: log10(found.logE),
    picksMissing: missing,
  };
}

function opinion(
  context: JudgeContext,
  found: Conformity<Split>,
  missing: number | null,
  noun: "pick" | "session",
): Pick<PromiseOpinion, "verdict" | "finding"> {
  if (found.n === 0) return { verdict: "inconclusive", finding: nothingRouted };
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
        ? `all of ${counted(found.n, noun)} went where the table left no choice`
        : `${counted(found.n, noun)} agree with the weights; a departure of ${points(shift)} would have been caught`,
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
  { miss }: Pick<ErrorRates, "miss">,
): number | null {
  if (found.n === 0 || (found.detectableShift !== null && found.detectableShift <= conformsMargin)) return null;
  const largest = splits.reduce((a, b) => (b.n > a.n ? b : a));
  const shares = largest.shares.filter((share) => share > 0 && share < 1);
  const needed = Math.max(
    ...shares.map((share) => picksNeeded(share, Math.min(conformsMargin, share, 1 - share), found.flakeOfEach, miss)),
  );
  return Math.max(1, needed - largest.n);
}
