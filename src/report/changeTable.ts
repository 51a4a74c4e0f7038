import type { ChangeResult, RunResult, Spread } from "../experiment/result.ts";
import { changeMarks } from "./changeMarks.ts";
import { type Column, dataTable, type Row } from "./dataTable.ts";
import { absent } from "./formatNumber.ts";
import { formatLatency, formatTime } from "./formatTime.ts";
import type { Paint } from "./paint.ts";

interface Effect {
  readonly change: ChangeResult;
  readonly replications: number;
}

const columns: readonly Column<Effect>[] = [
  { title: "first pick", rank: 3, text: ({ change }) => spreadText(change.convergence?.firstDecisionMs, "median") },
  { title: "last old", rank: 2, text: ({ change }) => spreadText(change.convergence?.lastOldDecisionMs, "median") },
  { title: "settled", rank: 0, text: ({ change }) => spreadText(change.convergence?.settledMs, "median") },
  { title: "slowest", rank: 1, text: ({ change }) => spreadText(change.convergence?.settledMs, "max") },
  { title: "never", rank: 1, text: neverText },
];

/** The changes, the legend of the chart's letters, with the time that each took to show in the traffic. */
export function changeTable(result: RunResult, width: number, paint: Paint): readonly string[] {
  const marks = changeMarks(result.changes);
  const replications = result.replications.finished;
  const rows = result.changes.map(
    (change): Row<Effect> => ({
      label: `${marks.get(change.atMs) ?? ""} ${formatTime(change.atMs)}: ${change.label}`,
      ...{ indent: 0, tone: "plain" },
      ...(change.convergence === undefined ? {} : { subject: { change, replications } }),
    }),
  );
  return dataTable("How the changes took effect", columns, rows, width, paint);
}

/** What the columns of the change table mean. */
export const changeTableLegend: string =
  "Times after the change, the middle one of the replications: first pick by a newer routing table, last pick by an " +
  "older one, settled within the margin for good (and the slowest replication).";

function spreadText(spread: Spread | undefined, which: "median" | "max"): string {
  return spread ? formatLatency(spread[which]) : absent;
}

function neverText({ change, replications }: Effect): string {
  const unsettled = change.convergence?.unsettled ?? 0;
  return unsettled === 0 ? absent : `${unsettled} of ${replications}`;
}
