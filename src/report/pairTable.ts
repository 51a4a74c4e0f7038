import type { MeasureComparison, StrategyPair } from "../experiment/comparison/comparisonResult.ts";
import { type Column, dataTable, type Row } from "./dataTable.ts";
import { formatMeasureDifference } from "./formatMeasure.ts";
import { absent } from "./formatNumber.ts";
import type { Paint } from "./paint.ts";

/** Of more strategies than these each is held against one alone: all pairs would fill pages. */
const mostInPairs = 4;

/** Whether the table leaves pairs out. */
export function leavesPairsOut(strategies: number): boolean {
  return strategies > mostInPairs;
}

/** The difference of every two strategies on the same replications; of many, of each and the best mean. */
export function pairTable(comparison: MeasureComparison, width: number, paint: Paint): readonly string[] {
  const { pairs, unit, strategies } = comparison;
  if (pairs.length === 0) return [];
  const columns: readonly Column<StrategyPair>[] = [
    { title: "mean", rank: 0, text: ({ difference }) => formatMeasureDifference(difference, unit) },
    {
      title: "interval",
      rank: 1,
      text: ({ interval: [low, high] }) =>
        `${formatMeasureDifference(low, unit)} … ${formatMeasureDifference(high, unit)}`,
    },
    { title: "correlation", rank: 2, text: ({ correlation }) => correlation?.toFixed(2) ?? absent },
  ];
  const table = (title: string, shown: readonly StrategyPair[], label: (pair: StrategyPair) => string) => {
    const rows = shown.map(
      (subject): Row<StrategyPair> => ({ label: label(subject), indent: 0, tone: "faint", subject }),
    );
    return dataTable(title, columns, rows, width, paint);
  };
  if (!leavesPairsOut(strategies.length)) {
    return table("Difference", pairs, ({ first, second }) => `${first} − ${second}`);
  }
  const best = bestOf(comparison);
  const against = pairs.flatMap((pair) => {
    if (pair.second === best) return [pair];
    return pair.first === best ? [turned(pair)] : [];
  });
  against.sort((a, b) => a.difference - b.difference);
  return table(`Minus ${best}`, against, ({ first }) => first);
}

/** The smallest mean; the strategy that was named first where none is better. */
function bestOf({ better, strategies }: MeasureComparison): string {
  const means = strategies.map(({ mean }) => mean ?? Number.POSITIVE_INFINITY);
  const at = better === null ? 0 : means.indexOf(Math.min(...means));
  return strategies[at]?.strategy ?? "";
}

function turned({ first, second, difference, interval: [low, high], correlation }: StrategyPair): StrategyPair {
  return { first: second, second: first, difference: 0 - difference, interval: [0 - high, 0 - low], correlation };
}
