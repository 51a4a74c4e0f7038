import type { NamedCount } from "../check/report.ts";
import { clipText } from "./clipText.ts";
import { type Column, dataTable, type Row } from "./dataTable.ts";
import { formatCount } from "./formatNumber.ts";
import type { Paint } from "./paint.ts";

const mostRows = 10;
/** A log may hold names of any length. */
const longestName = 160;
const longestPlace = 30;

const columns: readonly Column<NamedCount>[] = [
  { title: "requests", rank: 0, text: ({ count }) => formatCount(count) },
  { title: "first", rank: 1, text: ({ first }) => clipText(first, longestPlace) },
];

/** What was counted by name, as it comes; of more than ten names the first ten, and a line for the rest. No names, no table. */
export function namedCountTable(
  title: string,
  entries: readonly NamedCount[],
  width: number,
  paint: Paint,
): readonly string[] {
  if (entries.length === 0) return [];
  const rows = entries
    .slice(0, mostRows)
    .map(
      (subject): Row<NamedCount> => ({ label: clipText(subject.name, longestName), indent: 0, tone: "plain", subject }),
    );
  const rest = entries.slice(mostRows);
  const requests = rest.reduce((sum, { count }) => sum + count, 0);
  const more = `and ${formatCount(rest.length)} more: ${formatCount(requests)} requests`;
  const restRow: readonly Row<NamedCount>[] = rest.length === 0 ? [] : [{ label: more, indent: 0, tone: "faint" }];
  return dataTable(title, columns, [...rows, ...restRow], width, paint);
}
