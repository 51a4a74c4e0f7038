import type { Check } from "../../scenario/scenario.ts";
import { duration, percent, trimmed } from "../inWords.ts";
import type { CheckResult } from "../result.ts";
import type { JudgeContext } from "./judgeContext.ts";

/** Whether the capacity of every routed deployment stayed above its share of the planned traffic. */
export function judgeHeadroom(
  context: JudgeContext,
  check: Extract<Check, { readonly kind: "headroom" }>,
): CheckResult {
  const { plan, tally } = context;
  const base = { id: check.id, kind: "headroom" } as const;
  const reserve = check.reserve === 0 ? "" : ` with ${percent(check.reserve)} to spare`;
  const claim = `capacity covers demand${reserve} from ${duration(check.fromMs)} to ${duration(check.toMs)}`;
  const found = tally.headroom.get(check.id);
  if (found === undefined || found.ratio === Number.POSITIVE_INFINITY) {
    return { ...base, claim, verdict: "inconclusive", finding: "no traffic was planned in this window" };
  }
  const where = plan.deployments[found.deployment];
  const at = duration(found.atMs);
  if (found.held === tally.replications) {
    return {
      ...base,
      claim,
      verdict: "pass",
      finding: `at the tightest, ${where} can serve ${trimmed(found.ratio)}x its demand (${at})`,
    };
  }
  const how =
    where === undefined
      ? "there is traffic and nobody to serve it"
      : `${where} can serve only ${trimmed(found.ratio)}x its demand`;
  return {
    ...base,
    claim,
    verdict: "fail",
    finding: `at ${at} ${how} (held in ${found.held} of ${tally.replications} replications): scale up before the traffic moves`,
  };
}
