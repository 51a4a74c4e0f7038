import { counted, duration, latency, percent, trimmed } from "../inWords.ts";
import type { CheckResult } from "../result.ts";
import { type ThresholdCheck, thresholdValue, within } from "../thresholdValue.ts";
import type { JudgeContext } from "./judgeContext.ts";

/**
 * Whether a number of the run is on the right side of a limit. The replication is the unit: it passes when it held in
 * every one, fails when it does not hold over all of them together, and is inconclusive when only some broke it.
 */
export function judgeThreshold(context: JudgeContext, check: ThresholdCheck): CheckResult {
  const { plan, tally } = context;
  const metric =
    check.metric.deployment === undefined
      ? check.metric.name
      : `${check.metric.name}{deployment:${check.metric.deployment}}`;
  const base = { id: check.id, kind: "threshold" } as const;
  const claim = `${metric} ${check.text} from ${duration(check.fromMs)} to ${duration(check.toMs)}`;
  const value = tally.replications === 0 ? null : thresholdValue(plan, tally, check);
  const held = tally.thresholds.get(check.id);
  if (value === null || held === undefined) {
    return { ...base, claim, verdict: "inconclusive", finding: "nothing was measured in this window" };
  }
  const show = unitOf(check);
  const range = `${show(held.least)} to ${show(held.greatest)} over ${counted(tally.replications, "replication")}`;
  if (!within(value, check.limit)) {
    return { ...base, claim, verdict: "fail", finding: `${show(value)} (${range}; held in ${held.held})` };
  }
  if (held.held + held.empty === tally.replications) {
    return { ...base, claim, verdict: "pass", finding: `${show(value)} (${range})` };
  }
  return {
    ...base,
    claim,
    verdict: "inconclusive",
    finding: `${show(value)} over all, but it held in only ${held.held} of ${counted(tally.replications, "replication")} (${show(held.least)} to ${show(held.greatest)}): the limit is where the luck of one migration decides`,
  };
}

function unitOf({ metric, limit }: ThresholdCheck): (value: number) => string {
  if (metric.name === "requests") return limit.statistic.kind === "rate" ? (value) => `${trimmed(value)}/s` : trimmed;
  if (metric.name === "errors") return limit.statistic.kind === "count" ? trimmed : percent;
  return latency;
}
