import type { CheckReport, DeploymentShare } from "../check/report.ts";
import { type Column, dataTable, type Row } from "./dataTable.ts";
import { departure, furthestFirst, signedPoints } from "./departure.ts";
import { absent, formatCount, formatInterval, formatPoints, formatShare } from "./formatNumber.ts";
import type { Paint } from "./paint.ts";

const mostRows = 12;

const columns: readonly Column<DeploymentShare>[] = [
  { title: "requests", rank: 1, text: ({ picks }) => formatCount(picks) },
  { title: "promised", rank: 0, text: ({ expected }) => formatShare(expected) },
  { title: "observed", rank: 0, text: ({ observed }) => formatShare(observed) },
  { title: "99.9 % interval", rank: 2, text: ({ interval }) => formatInterval(interval) },
  { title: "off by", rank: 3, text: (share) => (share.observed === null ? absent : signedPoints(departure(share))) },
];

/**
 * Where the requests went: the promised share of each deployment beside the observed one, in the order of the promise; of
 * more than twelve deployments the twelve that are furthest off, and a line for the rest.
 */
export function promiseTable({ deployments }: CheckReport, width: number, paint: Paint): readonly string[] {
  const many = deployments.length > mostRows;
  const sorted = many ? furthestFirst(deployments) : deployments;
  const rows = sorted
    .slice(0, mostRows)
    .map((share): Row<DeploymentShare> => ({ label: share.name, indent: 0, tone: "plain", subject: share }));
  const title = many ? "Deployment, furthest off first" : "Deployment";
  return dataTable(title, columns, [...rows, ...restRow(sorted.slice(mostRows))], width, paint);
}

function restRow(rest: readonly DeploymentShare[]): readonly Row<DeploymentShare>[] {
  const [furthest] = rest;
  if (furthest === undefined) return [];
  const picks = rest.reduce((sum, share) => sum + share.picks, 0);
  const off = formatPoints(Math.abs(departure(furthest)));
  const label = `and ${formatCount(rest.length)} more: ${formatCount(picks)} requests, none further off than ${off}`;
  return [{ label, indent: 0, tone: "faint" }];
}
