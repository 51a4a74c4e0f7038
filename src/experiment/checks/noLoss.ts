import type { Check } from "../../scenario/scenario.ts";
import { ending, endings } from "../ending.ts";
import { counted, duration, grouped } from "../inWords.ts";
import { type Plan, spansWithin } from "../plan.ts";
import type { CheckResult } from "../result.ts";
import type { JudgeContext } from "./judgeContext.ts";

interface Loss {
  readonly count: number;
  readonly why: string;
  readonly firstMs: number;
  readonly deployments: readonly string[];
}

/** Whether every request got its answer, once, from a deployment that was to get requests. A count, not a sample: it has no error rate. */
export function judgeNoLoss(context: JudgeContext, check: Extract<Check, { readonly kind: "no-loss" }>): CheckResult {
  const { plan, tally } = context;
  const [first, last] = spansWithin(plan, check.fromMs, check.toMs);
  const base = { id: check.id, kind: "no-loss" } as const;
  const claim = `nothing lost, answered twice or misdirected from ${duration(check.fromMs)} to ${duration(check.toMs)}`;
  const total = countEndings(context, first, last);
  if (total === 0) return { ...base, claim, verdict: "inconclusive", finding: "no request arrived in this window" };
  const accounted = tally.endings.reduce((sum, each) => sum + each, 0);
  if (accounted !== tally.requests || tally.strayAnswers > 0) {
    return {
      ...base,
      claim,
      verdict: "error",
      finding: `the books do not balance: ${grouped(tally.requests)} arrived, ${grouped(accounted)} ended, ${grouped(tally.strayAnswers)} answered twice`,
    };
  }
  const losses = lossesIn(context, first, last);
  const misdirected = countMisdirected(context, first, last);
  if (losses.length === 0 && misdirected === 0) {
    return { ...base, claim, verdict: "pass", finding: `all of ${counted(total, "request")} served` };
  }
  const lost = losses.reduce((sum, { count }) => sum + count, 0);
  const parts = losses.map(
    ({ count, why, firstMs, deployments }) =>
      `${grouped(count)} ${deployments.length > 0 ? `on ${deployments.join(", ")} ` : ""}from ${duration(firstMs)} (${phaseAt(plan, firstMs)}): ${why}`,
  );
  if (misdirected > 0) parts.push(`${counted(misdirected, "pick")} of a deployment that was to get none`);
  const share = lost === 0 ? "" : `${grouped(lost)} of ${counted(total, "request")} lost. `;
  return { ...base, claim, verdict: "fail", finding: `${share}${parts.join("; ")}` };
}

function countEndings({ plan, tally }: JudgeContext, first: number, last: number): number {
  const perSpan = (plan.deployments.length + 1) * endings.length;
  return tally.endings.subarray(first * perSpan, last * perSpan).reduce((sum, each) => sum + each, 0);
}

function countMisdirected({ plan, tally }: JudgeContext, first: number, last: number): number {
  const perSpan = plan.deployments.length;
  return tally.misdirected.subarray(first * perSpan, last * perSpan).reduce((sum, each) => sum + each, 0);
}

/** What was lost, by cause, the most first. */
function lossesIn({ plan, tally }: JudgeContext, first: number, last: number): readonly Loss[] {
  const losses: Loss[] = [];
  for (const [how, { cause }] of endings.entries()) {
    if (how === ending.served) continue;
    let count = 0;
    let firstMs = Number.POSITIVE_INFINITY;
    const where = new Set<string>();
    for (let span = first; span < last; span++) {
      firstMs = Math.min(firstMs, tally.firstMs[span * endings.length + how] ?? Number.POSITIVE_INFINITY);
      for (let row = 0; row <= plan.deployments.length; row++) {
        const lost = tally.endings[(span * (plan.deployments.length + 1) + row) * endings.length + how] ?? 0;
        count += lost;
        const name = plan.deployments[row];
        if (lost > 0 && name !== undefined) where.add(name);
      }
    }
    if (count > 0) losses.push({ count, why: cause, firstMs, deployments: [...where] });
  }
  return losses.sort((a, b) => b.count - a.count);
}

/** The phase of an instant in words: by the change that began it. */
function phaseAt(plan: Plan, atMs: number): string {
  const phase = plan.phases.findLast((each) => each.fromMs <= atMs);
  return phase === undefined || phase.name === "start" ? "before any change" : `after ${phase.name}`;
}
