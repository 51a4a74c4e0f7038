import { meanInterval } from "../../statistics/meanInterval.ts";
import { pairedDifference, unpairedDifference } from "../../statistics/pairedDifference.ts";
import type { BaselineChange, ComparisonResult, StrategyMeasure } from "./comparisonResult.ts";

/** What of an earlier comparison counts. */
export interface Baseline {
  readonly scenario: { readonly name: string };
  readonly seed: string;
  readonly replications: { readonly finished: number };
  readonly measures: readonly {
    readonly measure: string;
    readonly phase: string;
    readonly strategies: readonly BaselineStrategy[];
  }[];
}

interface BaselineStrategy {
  readonly strategy: string;
  readonly values: readonly (number | null)[];
}

interface Both {
  readonly measure: string;
  readonly phase: string;
  readonly before: BaselineStrategy;
  readonly now: StrategyMeasure;
}

/**
 * Holds a comparison against an earlier one: every strategy and measure that both have. With the same scenario name, seed
 * and replications the values of then and now met the same chance and are compared in pairs, else by Welch's test. All
 * changes are told at once at the confidence of the comparison (Bonferroni). `fail` when a measure got worse for sure,
 * `inconclusive` when nothing can be compared.
 */
export function holdAgainstBaseline(now: ComparisonResult, before: Baseline): ComparisonResult {
  const both = sharedMeasures(now, before);
  const paired =
    now.seed === before.seed &&
    now.scenario.name === before.scenario.name &&
    now.replications.finished === before.replications.finished;
  const alpha = (1 - now.confidence) / Math.max(1, both.length);
  const changes = both.flatMap((each) => changeOf(each, paired, alpha));
  const verdict =
    changes.length === 0 ? "inconclusive" : changes.some((change) => change.verdict === "worse") ? "fail" : "pass";
  const notes =
    changes.length === 0 ? ["The baseline has no strategy and measure in common with this comparison."] : [];
  return { ...now, verdict, baseline: { paired, changes }, notes: [...now.notes, ...notes] };
}

function sharedMeasures(now: ComparisonResult, before: Baseline): readonly Both[] {
  return now.measures
    .filter(({ better }) => better !== null)
    .flatMap(({ measure, phase, strategies }) => {
      const then = before.measures.find((each) => each.measure === measure && each.phase === phase);
      return strategies.flatMap((each) => {
        const known = then?.strategies.find(({ strategy }) => strategy === each.strategy);
        return known === undefined ? [] : [{ measure, phase, before: known, now: each }];
      });
    });
}

function changeOf({ measure, phase, before, now }: Both, paired: boolean, alpha: number): readonly BaselineChange[] {
  const samples = paired ? pairsOf(before.values, now.values) : [present(before.values), present(now.values)];
  const [then = [], today = []] = samples;
  if (then.length < 2 || today.length < 2) return [];
  const interval = paired ? pairedInterval(today, then, alpha) : unpairedInterval(today, then, alpha);
  const [low, high] = interval;
  return [
    {
      ...{ strategy: now.strategy, measure, phase, interval },
      before: meanInterval(then, alpha).mean,
      now: meanInterval(today, alpha).mean,
      verdict: low > 0 ? "worse" : high < 0 ? "better" : "same",
    },
  ];
}

function pairedInterval(now: readonly number[], before: readonly number[], alpha: number): readonly [number, number] {
  const { low, high } = pairedDifference(now, before, alpha);
  return [low, high];
}

function unpairedInterval(now: readonly number[], before: readonly number[], alpha: number): readonly [number, number] {
  const { difference, halfWidth } = unpairedDifference(now, before, alpha);
  return [difference - halfWidth, difference + halfWidth];
}

function present(values: readonly (number | null)[]): readonly number[] {
  return values.filter((value) => value !== null);
}

function pairsOf(before: readonly (number | null)[], now: readonly (number | null)[]): readonly (readonly number[])[] {
  const both = before.flatMap((then, r) => {
    const today = now[r];
    return then === null || today === null || today === undefined ? [] : [[then, today] as const];
  });
  return [both.map(([then]) => then), both.map(([, today]) => today)];
}
