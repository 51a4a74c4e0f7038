import { shownAlpha } from "../experiment/checks/evidence.ts";
import type { Verdict } from "../experiment/result.ts";
import { clopperPearson } from "../statistics/clopperPearson.ts";
import { distanceByChance } from "../statistics/distanceByChance.ts";
import { totalVariationDistance } from "../statistics/totalVariation.ts";
import { budgetOf } from "./budget.ts";
import { checkedPhases } from "./checkedPhases.ts";
import { splitsOf } from "./checkedSplits.ts";
import { judgeAttribution } from "./claims/attribution.ts";
import { judgeDestinations } from "./claims/destinations.ts";
import { type JudgeContext, placeInWords } from "./claims/judgeContext.ts";
import { judgeOrder } from "./claims/order.ts";
import { judgeSmoothSplit } from "./claims/smoothSplit.ts";
import { judgeSplit } from "./claims/split.ts";
import { OrderJudge } from "./orderEvidence.ts";
import type { Occurrences, PickTally } from "./pickTally.ts";
import { promisedShares } from "./promisedShares.ts";
import type { CheckClaim, CheckReport, DeploymentShare, NamedCount, SourceKind } from "./report.ts";
import { sequenceFacts } from "./sequenceFacts.ts";
import { unguardedNote } from "./unguardedNote.ts";

/** What a report says of a check beside what the picks show. */
export interface CheckFacts {
  readonly source: SourceKind;
  /** What was checked, in words. */
  readonly subject: string;
  readonly seed: string | null;
  readonly replay: string;
  /** Selectors that made the picks, 1 or more. */
  readonly instances: number;
  /** What a place in the source counts: "request", "line". */
  readonly placeNoun: string;
  /** The order of the picks is known; it is not when only counts came in. */
  readonly ordered: boolean;
  /** The picks were watched while they came (`SequentialJudge`); so they were when `stopped`. */
  readonly watched?: boolean;
  /** The source stopped because the watching judge had decided. */
  readonly stopped?: boolean;
  /** Why picks stopped coming before they should have, at a fault of what is checked: "request 17: pick() threw ...". */
  readonly broken?: string;
  /** Why the picks could not be gathered to their end, at no fault of what is checked: "access.log cannot be read: ..." */
  readonly unfinished?: string;
  /** Why the connections of a live check, not its requests, seem to be what was picked for; a sentence. */
  readonly connections?: string;
  /** Length of the windows of time that the source cut its picks into, milliseconds. */
  readonly windowMs?: number;
  readonly partial?: boolean;
  readonly notes?: readonly string[];
}

/** False-alarm rate at which an order that nobody promised anything about is called anything but independent. */
const descriptionAlpha = 1e-6;

/** The judge of every check: holds what a source did against what was promised. Nothing random, nothing timed. */
export function judge(tally: PickTally, facts: CheckFacts): CheckReport {
  const { expectation } = tally;
  const state = tally.state;
  const stopped = facts.stopped ?? false;
  const budget = budgetOf(expectation, stopped || facts.watched === true);
  const picks = tally.picks;
  const context: JudgeContext = {
    ...{ expectation, budget, tally, state, picks },
    instances: facts.instances,
    placeNoun: facts.placeNoun,
    stopped,
    windowMs: facts.windowMs ?? 0,
    ...(facts.connections === undefined ? {} : { connections: facts.connections }),
  };
  const evidence = facts.ordered ? new OrderJudge(expectation).evidence(tally, state) : undefined;
  const alpha = expectation.order === "independent" ? budget.order : descriptionAlpha;
  const sequence = evidence === undefined ? null : sequenceFacts(tally, evidence, alpha, facts.instances);
  const split = expectation.order === "smooth" ? judgeSmoothSplit(context) : judgeSplit(context, sequence);
  const claims = [
    facts.unfinished === undefined ? undefined : unfinishedClaim(facts.unfinished),
    facts.broken === undefined ? undefined : brokenClaim(facts.broken),
    judgeDestinations(context),
    judgeAttribution(context),
    split,
    judgeOrder(context, evidence, sequence),
  ]
    .filter((claim) => claim !== undefined)
    // Nothing is said of requests that were never made.
    .filter(({ kind }) => facts.unfinished === undefined || picks > 0 || kind === "source");
  const splits = splitsOf(tally, state);
  const promised = promisedShares(expectation, tally);
  const counts = countsOf(tally);
  return {
    format: "shuntyard-check",
    version: 1,
    source: facts.source,
    subject: facts.subject,
    order: expectation.order,
    seed: facts.seed,
    replay: facts.replay,
    verdict: worst(claims),
    partial: facts.partial ?? false,
    requests: picks,
    instances: facts.instances,
    falseAlarmRate: expectation.flake,
    missRate: expectation.miss,
    deployments: rows(expectation.deployments, counts, promised),
    phases: checkedPhases(context),
    distance:
      promised === null
        ? null
        : { observed: totalVariationDistance(counts, promised), expected: distanceByChance(splits), picks },
    sequence,
    strangers: named(state.strangers, context),
    unattributed: named(state.unattributed, context),
    claims,
    notes: [
      ...(facts.notes ?? []),
      ...unguardedNote(expectation),
      ...outsideNote(state.outside),
      ...windowsNote(state.windowsOverflow),
    ],
  };
}

function unfinishedClaim(finding: string): CheckClaim {
  return {
    id: "source",
    kind: "source",
    verdict: "error",
    claim: "the requests can be gathered to the end",
    finding,
  };
}

function brokenClaim(finding: string): CheckClaim {
  return {
    id: "answers",
    kind: "answers",
    verdict: "fail",
    claim: "every request is answered with a deployment",
    finding,
  };
}

function countsOf({ expectation, phases }: PickTally): readonly number[] {
  return expectation.deployments.map((_, j) => phases.reduce((sum, { totals }) => sum + (totals[j] ?? 0), 0));
}

function rows(
  deployments: readonly string[],
  counts: readonly number[],
  promised: readonly number[] | null,
): readonly DeploymentShare[] {
  const n = counts.reduce((sum, count) => sum + count, 0);
  return deployments.map((name, j) => {
    const picks = counts[j] ?? 0;
    return {
      name,
      picks,
      expected: promised === null ? null : (promised[j] ?? 0),
      observed: n === 0 ? null : picks / n,
      interval: n === 0 ? null : clopperPearson(picks, n, shownAlpha / deployments.length),
    };
  });
}

function named(entries: readonly (readonly [string, Occurrences])[], context: JudgeContext): readonly NamedCount[] {
  return [...entries]
    .sort(([nameA, a], [nameB, b]) => b.count - a.count || (nameA < nameB ? -1 : 1))
    .map(([name, { count, first }]) => ({ name, count, first: placeInWords(first, context) }));
}

function outsideNote(outside: number): readonly string[] {
  if (outside === 0) return [];
  return [`${outside} requests were made at times for which nothing is promised; they are not judged.`];
}

function windowsNote(overflow: boolean): readonly string[] {
  return overflow
    ? ["There were more than 10,000 windows of time: only the phases are judged; take longer windows."]
    : [];
}

const worstFirst: readonly Verdict[] = ["error", "fail", "inconclusive", "pass"];

function worst(claims: readonly CheckClaim[]): Verdict {
  return worstFirst.find((verdict) => claims.some((claim) => claim.verdict === verdict)) ?? "inconclusive";
}
