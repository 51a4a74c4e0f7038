import type { PhasePlan } from "../check/planCheck.ts";
import { type Column, dataTable, type Row } from "./dataTable.ts";
import { formatCount, formatPoints } from "./formatNumber.ts";
import type { Paint } from "./paint.ts";

type Catch = PhasePlan["catches"][number];

const columns: readonly Column<Catch>[] = [
  { title: "takes requests", rank: 0, text: ({ requests }) => formatCount(requests) },
];

/** How many requests catch departures of one size or another. */
export function planCatches({ catches }: PhasePlan, width: number, paint: Paint): readonly string[] {
  if (catches.length === 0) return [];
  const rows = catches.map(
    (subject): Row<Catch> => ({ label: formatPoints(subject.shift), indent: 0, tone: "plain", subject }),
  );
  return dataTable("To catch a departure of", columns, rows, width, paint);
}
