import type { PhasePlan, SharePlanned } from "../check/planCheck.ts";
import { type Column, dataTable, type Row } from "./dataTable.ts";
import { absent, formatCount, formatPoints, formatShare } from "./formatNumber.ts";
import type { Paint } from "./paint.ts";

const mostRows = 12;

const columns: readonly Column<SharePlanned>[] = [
  { title: "promised", rank: 0, text: ({ share }) => formatShare(share) },
  { title: "margin", rank: 1, text: ({ margin }) => (margin === 0 ? absent : formatPoints(margin)) },
  { title: "needs requests", rank: 0, text: ({ requests }) => (requests === null ? absent : formatCount(requests)) },
  { title: "may get", rank: 2, text: acceptedText },
];

/**
 * What each share takes: its margin, the requests that tell it from one that is off by that, and how many of the phase's
 * requests a right router may send there. Of more than twelve deployments those that take the most.
 */
export function planShareTable({ shares }: PhasePlan, width: number, paint: Paint): readonly string[] {
  const many = shares.length > mostRows;
  const sorted = many ? shares.toSorted((one, other) => (other.requests ?? 0) - (one.requests ?? 0)) : shares;
  const rows = sorted
    .slice(0, mostRows)
    .map((subject): Row<SharePlanned> => ({ label: subject.deployment, indent: 0, tone: "plain", subject }));
  const rest = `and ${formatCount(shares.length - mostRows)} more, which take no more than these`;
  const restRow: readonly Row<SharePlanned>[] = many ? [{ label: rest, indent: 0, tone: "faint" }] : [];
  return dataTable(many ? "Deployment, most needed first" : "Deployment", columns, [...rows, ...restRow], width, paint);
}

function acceptedText({ share, accepted: [low, high] }: SharePlanned): string {
  if (share === 0) return "none";
  return share === 1 ? "all" : `${formatCount(low)} – ${formatCount(high)}`;
}
