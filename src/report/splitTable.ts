import type { DeploymentResult, PhaseResult, RunResult } from "../experiment/result.ts";
import { type Column, dataTable, type Row } from "./dataTable.ts";
import { absent, formatCount, formatInterval, formatPoints, formatShare } from "./formatNumber.ts";
import { labelledPhases } from "./labelledPhases.ts";
import type { Paint } from "./paint.ts";

interface Share {
  readonly deployment: DeploymentResult;
  readonly phase: PhaseResult;
}

const columns: readonly Column<Share>[] = [
  { title: "picks", rank: 1, text: ({ deployment }) => formatCount(deployment.picks) },
  { title: "expected", rank: 0, text: ({ deployment }) => formatShare(deployment.expectedShare) },
  { title: "observed", rank: 0, text: ({ deployment }) => formatShare(deployment.observedShare) },
  { title: "99.9 % interval", rank: 2, text: ({ deployment }) => formatInterval(deployment.interval) },
  { title: "tokens", rank: 3, text: tokenShare },
  { title: "would catch", rank: 4, text: ({ deployment }) => pointsOrAbsent(deployment.detectableShift) },
];

/** Where the traffic went: for each phase and deployment the expected share beside the observed one. */
export function splitTable(result: RunResult, width: number, paint: Paint): readonly string[] {
  const rows = labelledPhases(result).flatMap(({ label, phase }): Row<Share>[] => [
    { label: phase === result.total ? label : `${label}: ${phase.name}`, indent: 0, tone: "strong" },
    { label: distanceInWords(phase), indent: 2, tone: "faint" },
    ...involvedDeployments(phase).map((deployment) => shareRow(deployment, phase)),
  ]);
  return dataTable("Where the traffic went", columns, rows, width, paint);
}

/** What the words of the split table mean. */
export const splitTableLegend: string =
  "Picks are the router's first choices. Off by: the total variation distance between the observed and the expected split.";

function shareRow(deployment: DeploymentResult, phase: PhaseResult): Row<Share> {
  return { label: deployment.name, indent: 2, tone: "plain", subject: { deployment, phase } };
}

function distanceInWords({ requests, distance }: PhaseResult): string {
  const count = `${formatCount(requests)} requests`;
  if (distance === null) return `${count}, none routed`;
  return `${count}, off by ${formatPoints(distance.observed)} (chance alone: ${formatPoints(distance.expected)})`;
}

function involvedDeployments(phase: PhaseResult): readonly DeploymentResult[] {
  return phase.deployments.filter(({ picks, expectedShare }) => picks > 0 || (expectedShare ?? 0) > 0);
}

function tokenShare({ deployment, phase }: Share): string {
  const all = phase.deployments.reduce((sum, each) => sum + tokens(each), 0);
  return all > 0 ? formatShare(tokens(deployment) / all) : absent;
}

function tokens({ promptTokens, outputTokens }: DeploymentResult): number {
  return promptTokens + outputTokens;
}

function pointsOrAbsent(difference: number | null): string {
  return difference === null ? absent : formatPoints(difference);
}
