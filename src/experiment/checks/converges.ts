import { formatDuration } from "../../scenario/quantity/formatDuration.ts";
import type { Check } from "../../scenario/scenario.ts";
import { type Conformity, conformity } from "../../statistics/conformity.ts";
import { counted, duration, percent, points } from "../inWords.ts";
import type { CheckResult } from "../result.ts";
import { independence, picksOf, type Split, sharesOfUnits, splitsIn } from "../splits.ts";
import type { TrackerTally } from "../tally.ts";
import { log10, shareRows } from "./evidence.ts";
import type { JudgeContext } from "./judgeContext.ts";

type ConvergesCheck = Extract<Check, { readonly kind: "converges" }>;

/** Departures that matter to `conforms` are judged there; this one only needs to see the picks follow the new split. */
const miss = 1e-6;
/** Picks that could not have shown a departure of this size have not shown that they follow the table. */
const seenShift = 0.05;

/**
 * Whether a change took effect in time. Two parts: in every replication the routing table in force came to agree with
 * the desired replicas within the limit, for good (measured, no sampling error); and the picks made from then on agree
 * with the desired split (tested, at the check's false-alarm rate).
 */
export function judgeConverges(context: JudgeContext, check: ConvergesCheck): CheckResult {
  const { plan, tally } = context;
  const at = plan.trackers.findIndex((tracker) => tracker.check === check.id);
  const tracker = plan.trackers[at];
  const followed = tally.trackers[at];
  const base = { id: check.id, kind: "converges" } as const;
  const claim = `the split follows "${check.after}" within ${formatDuration(check.withinMs)}, to ${points(check.margin)}`;
  if (tracker === undefined || followed === undefined || tally.replications === 0) {
    return { ...base, claim, verdict: "inconclusive", finding: "the change was never played" };
  }
  const desired = sharesOfUnits(followed.desired);
  const settled = splitsIn(plan, tally, tracker.atMs, tracker.closesMs).filter((split) =>
    agrees(split, desired, check.margin),
  );
  const found = conformity(settled, check.flake, miss);
  const independent = independence(settled, context.strategy).all;
  const picks = picksOf(plan, settled);
  const target = plan.deployments
    .map((name, j) => ({ name, share: desired[j] ?? 0 }))
    .filter(({ share }) => share > 0)
    .map(({ name, share }) => `${name} ${percent(share)}`)
    .join(", ");
  const evidence = {
    n: found.n,
    shares: shareRows(plan.deployments, picks, desired),
    margin: check.margin,
    falseAlarmRate: independent ? check.flake : 0,
    detectableShift: independent ? found.detectableShift : null,
    log10P: independent ? log10(found.logP) : null,
    log10E: independent ? log10(found.logE) : null,
    picksMissing: null,
  };
  return { ...base, claim, evidence, ...opinion(context, check, { followed, found, independent, target }) };
}

interface Found {
  readonly followed: TrackerTally;
  readonly found: Conformity<Split>;
  readonly independent: boolean;
  /** The desired split in words; empty when nobody is to get anything. */
  readonly target: string;
}

function opinion(
  { tally }: JudgeContext,
  check: ConvergesCheck,
  what: Found,
): Pick<CheckResult, "verdict" | "finding"> {
  const { followed, found, independent, target } = what;
  const failures = followed.unsettled + followed.late;
  if (failures > 0) {
    const slowest = followed.settled.count === 0 ? "never" : `slowest ${duration(followed.settled.maxMs)}`;
    const never = followed.unsettled > 0 ? `, ${followed.unsettled} not before the next change or the end` : "";
    return {
      verdict: "fail",
      finding: `not in time in ${failures} of ${counted(tally.replications, "replication")} (${slowest}${never}); desired ${target === "" ? "nothing" : target}: allow more time, or start the replicas earlier`,
    };
  }
  if (independent && found.rejected) {
    return { verdict: "fail", finding: `the routing table reached ${target}, the picks did not follow it` };
  }
  if (found.n === 0) return { verdict: "inconclusive", finding: "the table settled, but no request came to show it" };
  if (independent && (found.detectableShift === null || found.detectableShift > seenShift)) {
    return {
      verdict: "inconclusive",
      finding: `the table settled on ${target}, but ${counted(found.n, "pick")} are too few to show that the router follows it (a departure of ${points(seenShift)} could go unseen at ${check.flake}): play more replications`,
    };
  }
  const { minMs, maxMs } = followed.settled;
  const after = minMs === maxMs ? duration(maxMs) : `${duration(minMs)} to ${duration(maxMs)}`;
  const who = independent ? "settled" : "the routing table settled";
  return { verdict: "pass", finding: `${who} on ${target} after ${after} in every replication` };
}

function agrees({ shares }: Split, desired: readonly number[], margin: number): boolean {
  return desired.every((share, j) => Math.abs(share - (shares[j] ?? 0)) <= margin);
}
