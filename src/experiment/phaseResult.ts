import { clopperPearson } from "../statistics/clopperPearson.ts";
import { detectableShift } from "../statistics/detectableShift.ts";
import { distanceByChance } from "../statistics/distanceByChance.ts";
import { LatencyHistogram } from "../statistics/latencyHistogram.ts";
import { totalVariationDistance } from "../statistics/totalVariation.ts";
import { shownAlpha } from "./checks/evidence.ts";
import { endings } from "./ending.ts";
import { type Phase, type Plan, spansWithin } from "./plan.ts";
import type { DeploymentResult, Latencies, Outcomes, PhaseResult, Quantiles } from "./result.ts";
import { picksOf, promisedShares, splitsIn } from "./splits.ts";
import { latencyNames, type Tally } from "./tally.ts";

/** Error rates at which a phase says what it would have caught: those of a check that states none. */
const shown = { flake: 1e-9, miss: 1e-6 };

/** All that is told of one phase: who got how much, what became of it, how long it took. */
export function phaseResult(plan: Plan, tally: Tally, phase: Phase): PhaseResult {
  const spans = spansWithin(plan, phase.fromMs, phase.toMs);
  const splits = splitsIn(plan, tally, phase.fromMs, phase.toMs);
  const picks = picksOf(plan, splits);
  const n = picks.reduce((sum, each) => sum + each, 0);
  const promised = promisedShares(plan, splits);
  const nobody = plan.deployments.length;
  const deployments = plan.deployments.map((name, j): DeploymentResult => {
    const outcomes = outcomesOf(plan, tally, spans, [j]);
    const x = picks[j] ?? 0;
    const share = promised?.[j] ?? null;
    return {
      name,
      requests: totalOf(outcomes),
      promptTokens: tokens(plan, tally.promptTokens, spans, [j]),
      outputTokens: tokens(plan, tally.outputTokens, spans, [j]),
      picks: x,
      expectedShare: share,
      observedShare: n === 0 ? null : x / n,
      interval: n === 0 ? null : clopperPearson(x, n, shownAlpha / plan.deployments.length),
      detectableShift:
        share === null ? null : share === 0 || share === 1 ? 0 : detectableShift(n, share, shown.flake, shown.miss),
      outcomes,
      latency: latencies(plan, tally, spans, [j]),
    };
  });
  const all = [...plan.deployments.keys()];
  const outcomes = outcomesOf(plan, tally, spans, [...all, nobody]);
  return {
    name: phase.name,
    fromMs: phase.fromMs,
    toMs: phase.toMs,
    requests: totalOf(outcomes),
    promptTokens: tokens(plan, tally.promptTokens, spans, all),
    outputTokens: tokens(plan, tally.outputTokens, spans, all),
    outcomes,
    deployments,
    distance:
      promised === null
        ? null
        : {
            observed: totalVariationDistance(picks, promised),
            expected: distanceByChance(splits),
            picks: n,
          },
    latency: latencies(plan, tally, spans, all),
  };
}

type SpanRange = readonly [number, number];

function outcomesOf(plan: Plan, tally: Tally, [first, last]: SpanRange, rows: readonly number[]): Outcomes {
  const counts = { served: 0, rejected: 0, "timed-out": 0, failed: 0, unroutable: 0 };
  for (let span = first; span < last; span++) {
    for (const row of rows) {
      const at = (span * (plan.deployments.length + 1) + row) * endings.length;
      for (const [how, { outcome }] of endings.entries()) counts[outcome] += tally.endings[at + how] ?? 0;
    }
  }
  const { served, rejected, failed, unroutable } = counts;
  return { served, rejected, timedOut: counts["timed-out"], failed, unroutable };
}

function totalOf({ served, rejected, timedOut, failed, unroutable }: Outcomes): number {
  return served + rejected + timedOut + failed + unroutable;
}

function tokens(plan: Plan, counts: Float64Array, [first, last]: SpanRange, rows: readonly number[]): number {
  let sum = 0;
  for (let span = first; span < last; span++) {
    for (const row of rows) sum += counts[span * plan.deployments.length + row] ?? 0;
  }
  return sum;
}

function latencies(plan: Plan, tally: Tally, spans: SpanRange, rows: readonly number[]): Latencies {
  const of = (name: (typeof latencyNames)[number]): Quantiles | null =>
    quantiles(mergedLatency(plan, tally, name, spans, rows));
  return { waiting: of("waiting"), service: of("service"), response: of("response"), ttft: of("ttft") };
}

/** One histogram of a latency over spans and deployments. */
export function mergedLatency(
  plan: Plan,
  tally: Tally,
  name: (typeof latencyNames)[number],
  [first, last]: SpanRange,
  rows: readonly number[],
): LatencyHistogram {
  const merged = new LatencyHistogram();
  const which = latencyNames.indexOf(name);
  for (let span = first; span < last; span++) {
    for (const row of rows) {
      const histogram = tally.latencies[(span * plan.deployments.length + row) * latencyNames.length + which];
      if (histogram !== undefined) merged.merge(histogram);
    }
  }
  return merged;
}

function quantiles(histogram: LatencyHistogram): Quantiles | null {
  if (histogram.count === 0) return null;
  return {
    count: histogram.count,
    mean: histogram.meanMs,
    min: histogram.minMs,
    p50: histogram.quantileMs(0.5),
    p95: histogram.quantileMs(0.95),
    p99: histogram.quantileMs(0.99),
    p999: histogram.quantileMs(0.999),
    max: histogram.maxMs,
  };
}
