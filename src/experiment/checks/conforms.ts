import { type StrategyClass, strategyClass, strategyTitle } from "../../routing/strategy.ts";
import type { Check, ErrorRates } from "../../scenario/scenario.ts";
import { counted, duration } from "../inWords.ts";
import type { CheckResult } from "../result.ts";
import { picksOf, promisedShares, type Split, splitsIn } from "../splits.ts";
import { judgeIndependentPicks, judgeStickySessions } from "./drawnPicks.ts";
import { shareRows } from "./evidence.ts";
import type { JudgeContext } from "./judgeContext.ts";
import { nothingRouted, type PromiseOpinion } from "./promiseOpinion.ts";
import { judgeSmoothPicks } from "./smoothPicks.ts";

/**
 * Whether in every phase the picks agree with the routing table in force: the selector is right. Picks are judged by what
 * the strategy promised that was in force when they were made; where strategies of several kinds were, every kind must
 * pass.
 */
export function judgeConforms(
  context: JudgeContext,
  check: Extract<Check, { readonly kind: "conforms" }>,
): CheckResult {
  const { plan, tally, strategy } = context;
  const splits = splitsIn(plan, tally, check.fromMs, check.toMs);
  const opinions = opinionsOf(context, splits, strategyClass(strategy), check);
  const verdict = worstFirst.find((each) => opinions.some((opinion) => opinion.verdict === each)) ?? "pass";
  const telling = opinions.find((opinion) => opinion.verdict === verdict);
  const stranger = strangerIn(context, splits);
  return {
    id: check.id,
    kind: "conforms",
    verdict: stranger === undefined ? verdict : "fail",
    claim: `${strategyTitle(strategy)}: ${opinions[0]?.claim ?? ""}`,
    finding: stranger ?? telling?.finding ?? "",
    ...(opinions[0] === undefined ? {} : { evidence: opinions[0].evidence }),
  };
}

const worstFirst = ["fail", "inconclusive", "pass"] as const;

/** One for each kind of promise that picks were made under; of the strategy's own kind where there were no picks. */
function opinionsOf(
  context: JudgeContext,
  splits: readonly Split[],
  own: StrategyClass,
  { flake, miss }: ErrorRates,
): readonly PromiseOpinion[] {
  const made = splits.filter(({ n }) => n > 0);
  const kinds = judged.filter((kind) =>
    made.length === 0 ? kind === own : made.some(({ promise }) => promise === kind),
  );
  const tested = kinds.filter((kind) => kind === "independent" || kind === "sticky").length;
  const rates = { flake: flake / Math.max(1, tested), miss };
  return kinds.map((kind) => {
    const those = made.filter(({ promise }) => promise === kind);
    return judgeKind(kind, context, those, rates);
  });
}

function judgeKind(
  kind: StrategyClass,
  context: JudgeContext,
  splits: readonly Split[],
  rates: ErrorRates,
): PromiseOpinion {
  switch (kind) {
    case "independent":
      return judgeIndependentPicks(context, splits, rates);
    case "sticky":
      return judgeStickySessions(context, splits, rates);
    case "smooth":
      return judgeSmoothPicks(context, splits);
    case "load-aware":
      return judgeLoadAwarePicks(context, splits);
  }
}

/** In the order in which a claim is told. */
const judged: readonly StrategyClass[] = ["independent", "sticky", "smooth", "load-aware"];

function judgeLoadAwarePicks({ plan }: JudgeContext, splits: readonly Split[]): PromiseOpinion {
  const n = splits.reduce((sum, split) => sum + split.n, 0);
  const promised = promisedShares(plan, splits);
  return {
    verdict: n === 0 ? "inconclusive" : "pass",
    claim: "no pick outside the routing table",
    finding:
      n === 0
        ? nothingRouted
        : `none of ${counted(n, "pick")} went outside the table; this strategy follows the load and promises no fixed split, so shares are shown, not judged`,
    evidence: {
      n,
      shares: promised === null ? [] : shareRows(plan.deployments, picksOf(plan, splits), promised),
      margin: null,
      falseAlarmRate: 0,
      detectableShift: null,
      log10P: null,
      log10E: null,
      picksMissing: null,
    },
  };
}

/** Picks of a deployment that was to get none, in a sentence: wrong under every strategy. */
function strangerIn({ plan }: JudgeContext, splits: readonly Split[]): string | undefined {
  for (const { picks, shares, span } of splits) {
    const j = picks.findIndex((count, at) => count > 0 && shares[at] === 0);
    if (j < 0) continue;
    const at = plan.spans[span];
    const when = at === undefined ? "" : ` from ${duration(at.fromMs)} to ${duration(at.toMs)}`;
    return `${counted(picks[j] ?? 0, "pick")} of ${plan.deployments[j]}${when}, where it should have got none: it was not in the router, had weight 0 or had no ready replica`;
  }
  return undefined;
}
