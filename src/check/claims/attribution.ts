import { counted, percent, points } from "../../experiment/inWords.ts";
import { defaultMargin, sharesOf } from "../expectation.ts";
import type { CheckClaim } from "../report.ts";
import { type JudgeContext, placeInWords } from "./judgeContext.ts";

/**
 * Whether so few requests could not be attributed to a deployment that they do not matter: had all of them gone to one
 * deployment, its share would have moved by less than the margin. Undefined when there are none.
 */
export function judgeAttribution(context: JudgeContext): CheckClaim | undefined {
  const { state, picks, expectation } = context;
  const lost = state.unattributed.reduce((sum, [, { count }]) => sum + count, 0);
  if (lost === 0) return undefined;
  const margin = expectation.margin ?? Math.min(...expectation.phases.flatMap(sharesOf).map(marginOf));
  const share = lost / (lost + picks);
  const [worst] = [...state.unattributed].sort(([, a], [, b]) => b.count - a.count);
  const reason = worst === undefined ? "" : `: ${worst[0]}, first ${placeInWords(worst[1].first, context)}`;
  const base = {
    id: "attribution",
    kind: "attribution",
    claim: `requests that cannot be attributed are too few to hide a departure of ${points(margin)}`,
  } as const;
  const what = `${counted(lost, "request")} (${percent(share)}) could not be attributed${reason}`;
  if (share < margin) return { ...base, verdict: "pass", finding: what };
  return { ...base, verdict: "inconclusive", finding: `${what}; they may have gone anywhere` };
}

function marginOf(share: number): number {
  return share > 0 && share < 1 ? defaultMargin(share) : defaultMargin(0.5);
}
