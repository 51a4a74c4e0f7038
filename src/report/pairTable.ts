import type { MeasureComparison, StrategyPair } from "../experiment/comparison/comparisonResult.ts";
import { type Column, dataTable, type Row } from "./dataTable.ts";
import { formatMeasureDifference } from "./formatMeasure.ts";
import { absent } from "./formatNumber.ts";
import type { Paint } from "./paint.ts";

/** The difference of every two strategies on the same replications. */
export function pairTable({ pairs, unit }: MeasureComparison, width: number, paint: Paint): readonly string[] {
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
  const rows = pairs.map(
    (subject): Row<StrategyPair> => ({
      label: `${subject.first} − ${subject.second}`,
      indent: 0,
      tone: "faint",
      subject,
    }),
  );
  return dataTable("Difference", columns, rows, width, paint);
}
