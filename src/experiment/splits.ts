import { type PlayedStrategy, type StrategyClass, strategyClass } from "../routing/strategy.ts";
import type { PicksOfSplit } from "../statistics/picksOfSplit.ts";
import { type Plan, spansWithin } from "./plan.ts";
import type { Row, Tally } from "./tally.ts";

/** The picks of a span that were made while one split was right. */
export interface Split extends PicksOfSplit {
  readonly span: number;
  readonly promise: StrategyClass;
  /** Sessions by deployment, each counted once; where every request is a session of its own, the picks. */
  readonly sessions: readonly number[];
  /** How often picks by this split began anew. */
  readonly stretches: number;
}

/** The splits of a window, span by span, in an order that does not depend on how the tally was merged. */
export function splitsIn(plan: Plan, tally: Tally, fromMs: number, toMs: number): readonly Split[] {
  const [first, last] = spansWithin(plan, fromMs, toMs);
  return [...tally.rows.entries()]
    .filter(([, row]) => row.span >= first && row.span < last)
    .sort(([keyA, a], [keyB, b]) => a.span - b.span || (keyA < keyB ? -1 : 1))
    .map(([, row]) => splitOf(row, plan.scenario.traffic.sessions !== undefined));
}

/** Picks by deployment over all the splits. */
export function picksOf(plan: Plan, splits: readonly Pick<Split, "picks">[]): readonly number[] {
  return splits.reduce<readonly number[]>(
    (total, split) => sum(total, split.picks),
    plan.deployments.map(() => 0),
  );
}

/** Mean share that was promised to each deployment, over the picks; null without picks. */
export function promisedShares(plan: Plan, splits: readonly Split[]): readonly number[] | null {
  const n = splits.reduce((total, split) => total + split.n, 0);
  if (n === 0) return null;
  return plan.deployments.map(
    (_, j) => splits.reduce((total, { n: m, shares }) => total + m * (shares[j] ?? 0), 0) / n,
  );
}

export function sharesOfUnits(units: Row["units"]): readonly number[] {
  const total = units.reduce((all, each) => all + each, 0);
  return units.map((each) => (total === 0 ? 0 : each / total));
}

function splitOf({ span, units, promise, stretches, ...row }: Row, hasSessions: boolean): Split {
  const picks = Array.from(row.picks);
  return {
    span,
    shares: sharesOfUnits(units),
    picks,
    promise,
    independent: promise === "independent",
    sessions: hasSessions ? Array.from(row.sessions) : picks,
    stretches,
    n: picks.reduce((total, each) => total + each, 0),
  };
}

function sum(a: readonly number[], b: readonly number[]): readonly number[] {
  return a.map((value, i) => value + (b[i] ?? 0));
}

/** Whether any, or all, of the splits were to be drawn independently; by the strategy of the run where there is none. */
export function independence(
  splits: readonly Split[],
  strategy: PlayedStrategy,
): { readonly any: boolean; readonly all: boolean } {
  if (splits.length === 0) {
    const promised = strategyClass(strategy) === "independent";
    return { any: promised, all: promised };
  }
  return { any: splits.some((split) => split.independent), all: splits.every((split) => split.independent) };
}
