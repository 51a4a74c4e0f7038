import type { MeasureComparison, StrategyMeasure } from "../experiment/comparison/comparisonResult.ts";
import { type Column, dataTable, type Row } from "./dataTable.ts";
import { formatMeasure, formatMeasureDifference, formatMeasureInterval } from "./formatMeasure.ts";
import { absent } from "./formatNumber.ts";
import type { Paint } from "./paint.ts";

/** Each strategy by one measure, the best mean first. */
export function comparisonTable(
  comparison: MeasureComparison,
  confidence: string,
  width: number,
  paint: Paint,
): readonly string[] {
  const { measure, phase, unit, strategies } = comparison;
  const columns: readonly Column<StrategyMeasure>[] = [
    { title: "mean", rank: 0, text: ({ mean }) => formatMeasure(mean, unit) },
    { title: `${confidence} interval`, rank: 2, text: ({ interval }) => formatMeasureInterval(interval, unit) },
    { title: "worse by", rank: 1, text: ({ standing }) => worseBy(standing, unit) },
    { title: "", rank: 0, text: wordOf },
  ];
  const sorted =
    comparison.better === null
      ? strategies
      : [...strategies].sort((a, b) => (a.mean ?? Number.POSITIVE_INFINITY) - (b.mean ?? Number.POSITIVE_INFINITY));
  const rows = sorted.map(
    (subject): Row<StrategyMeasure> => ({
      label: subject.strategy,
      indent: 0,
      tone: subject.standing?.mayBeBest === true ? "strong" : "plain",
      subject,
    }),
  );
  return dataTable(phase === "total" ? measure : `${measure}, ${phase}`, columns, rows, width, paint);
}

function worseBy(standing: StrategyMeasure["standing"], unit: MeasureComparison["unit"]): string {
  if (standing === null) return absent;
  const [low, high] = standing.worseBy;
  return `${formatMeasureDifference(low, unit)} … ${formatMeasureDifference(high, unit)}`;
}

function wordOf({ standing }: StrategyMeasure): string {
  if (standing === null) return absent;
  const [low, high] = standing.worseBy;
  if (high <= 0) return low < 0 ? "best" : "as good";
  if (standing.withinDelta === true) return "good enough";
  return standing.mayBeBest ? "may be best" : "worse";
}
