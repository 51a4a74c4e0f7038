import { askedStrategy, defaultStrategy, isModule, type PlayedStrategy, strategyTitle } from "../routing/strategy.ts";
import { describeChange } from "../scenario/describeChange.ts";
import { formatDuration } from "../scenario/quantity/formatDuration.ts";
import { strategyInWords } from "../scenario/strategyInWords.ts";
import type { LatencyHistogram } from "../statistics/latencyHistogram.ts";
import { judge } from "./checks/judge.ts";
import { phaseResult } from "./phaseResult.ts";
import { changesSplit, type Plan } from "./plan.ts";
import type { ChangeResult, CheckResult, RunResult, Series, Spread, Verdict } from "./result.ts";
import { shareUnit, type Tally } from "./tally.ts";

/** What the numbers alone do not tell. */
export interface RunFacts {
  /** The router's own or the one that was asked for; its parameters count only where it is the router's own. */
  readonly strategy: PlayedStrategy;
  readonly seed: string;
  readonly plannedReplications: number;
  readonly replay: string;
  /** Sentences about the run itself. */
  readonly notes: readonly string[];
}

/** Turns what was kept of the finished replications into the result of the run, with the judge's word on every check. */
export function summarise(plan: Plan, tally: Tally, facts: RunFacts): RunResult {
  const { scenario } = plan;
  const { strategy } = facts;
  const context = { plan, tally, strategy };
  const checks = scenario.checks.map((check) => judge(context, check));
  const partial = tally.replications < facts.plannedReplications;
  return {
    format: "shuntyard-result",
    version: 1,
    scenario: {
      name: scenario.name,
      description: scenario.description,
      durationMs: scenario.durationMs,
      router: scenario.router.id,
      mustFail: scenario.mustFail,
    },
    strategy: strategyTitle(strategy),
    seed: facts.seed,
    replications: { planned: facts.plannedReplications, finished: tally.replications },
    partial,
    replay: facts.replay,
    verdict: worstVerdict(checks),
    asIntended: isAsIntended(checks, scenario.mustFail),
    deployments: plan.deployments,
    changes: changeResults(plan, tally),
    phases: plan.phases.map((phase) => phaseResult(plan, tally, phase)),
    total: phaseResult(plan, tally, { name: "total", fromMs: 0, toMs: scenario.durationMs }),
    series: seriesOf(plan, tally),
    checks,
    notes: [...facts.notes, ...tuningNotes(plan, strategy), ...notesOf(tally)],
  };
}

const worstFirst: readonly Verdict[] = ["error", "fail", "inconclusive", "pass"];

function worstVerdict(checks: readonly CheckResult[]): Verdict {
  return worstFirst.find((verdict) => checks.some((check) => check.verdict === verdict)) ?? "pass";
}

function isAsIntended(checks: readonly CheckResult[], mustFail: readonly string[]): boolean {
  return checks.every(({ id, verdict }) => verdict === (mustFail.includes(id) ? "fail" : "pass"));
}

function changeResults(plan: Plan, tally: Tally): readonly ChangeResult[] {
  return plan.scenario.timeline.map((change) => {
    const base = { id: change.id, atMs: change.atMs, label: describeChange(change) };
    const at = plan.trackers.findIndex((tracker) => tracker.check === undefined && tracker.change === change.id);
    const followed = tally.trackers[at];
    if (!changesSplit(change) || followed === undefined) return base;
    return {
      ...base,
      convergence: {
        firstDecisionMs: spread(followed.firstDecision),
        lastOldDecisionMs: spread(followed.lastOldDecision),
        settledMs: spread(followed.settled),
        unsettled: followed.unsettled,
      },
    };
  });
}

function spread(histogram: LatencyHistogram): Spread {
  if (histogram.count === 0) return null;
  return { min: histogram.minMs, median: histogram.quantileMs(0.5), max: histogram.maxMs };
}

function seriesOf(plan: Plan, tally: Tally): Series {
  const k = plan.deployments.length;
  const bins = Array.from({ length: plan.bins }, (_, bin) => bin);
  const picksIn = bins.map((bin) =>
    tally.binPicks.subarray(bin * k, (bin + 1) * k).reduce((sum, each) => sum + each, 0),
  );
  const shareIn = (counts: Float64Array, unit: number, j: number): readonly (number | null)[] =>
    bins.map((bin) => {
      const n = picksIn[bin] ?? 0;
      return n === 0 ? null : (counts[bin * k + j] ?? 0) / (n * unit);
    });
  return {
    binMs: plan.binMs,
    deployments: plan.deployments.map((name, j) => ({
      name,
      observed: shareIn(tally.binPicks, 1, j),
      expected: shareIn(tally.binExpected, shareUnit, j),
    })),
  };
}

/** What was played otherwise than usual. */
function tuningNotes({ scenario: { router } }: Plan, played: PlayedStrategy): readonly string[] {
  const { loadRefreshMs } = router;
  const strategy = typeof played === "string" ? askedStrategy(played, router.strategy ?? defaultStrategy) : played;
  return [
    ...(typeof strategy === "string" || isModule(strategy)
      ? []
      : [`The strategy was played as ${strategyInWords(strategy)}.`]),
    ...(loadRefreshMs === undefined
      ? []
      : [`The router saw the requests in flight as they were at every multiple of ${formatDuration(loadRefreshMs)}.`]),
  ];
}

function notesOf(tally: Tally): readonly string[] {
  return [...tally.notes.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([note, count]) =>
      count === tally.replications ? note : `${note} (in ${count} of ${tally.replications} replications)`,
    );
}
