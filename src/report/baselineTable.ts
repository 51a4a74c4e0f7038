import type { BaselineChange, ComparisonResult, MeasureUnit } from "../experiment/comparison/comparisonResult.ts";
import { type Column, dataTable, type Row } from "./dataTable.ts";
import { formatMeasure, formatMeasureDifference } from "./formatMeasure.ts";
import type { Paint } from "./paint.ts";

/** What changed since the baseline, what got worse first. */
export function baselineTable(
  { baseline, measures }: ComparisonResult,
  width: number,
  paint: Paint,
): readonly string[] {
  if (baseline === null || baseline.changes.length === 0) return [];
  const unitOf = ({ measure, phase }: BaselineChange): MeasureUnit =>
    measures.find((each) => each.measure === measure && each.phase === phase)?.unit ?? "ms";
  const columns: readonly Column<BaselineChange>[] = [
    { title: "before", rank: 1, text: (change) => formatMeasure(change.before, unitOf(change)) },
    { title: "now", rank: 0, text: (change) => formatMeasure(change.now, unitOf(change)) },
    {
      title: "change",
      rank: 2,
      text: (change) => change.interval.map((bound) => formatMeasureDifference(bound, unitOf(change))).join(" … "),
    },
    { title: "", rank: 0, text: ({ verdict }) => (verdict === "worse" ? "WORSE" : verdict) },
  ];
  const order = ["worse", "same", "better"];
  const rows = [...baseline.changes]
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
    .map((subject): Row<BaselineChange> => {
      const where = subject.phase === "total" ? subject.measure : `${subject.measure}, ${subject.phase}`;
      return { label: `${subject.strategy}: ${where}`, indent: 0, tone: "plain", subject };
    });
  return dataTable("Since the baseline", columns, rows, width, paint);
}
