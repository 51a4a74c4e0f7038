import type { CheckedPhase, CheckReport } from "../check/report.ts";
import { clipText } from "./clipText.ts";
import { type Column, dataTable, type Row } from "./dataTable.ts";
import { departure, furthestFirst, type PromisedShare, signedPoints } from "./departure.ts";
import { absent, formatCount, formatPoints } from "./formatNumber.ts";
import { formatTime } from "./formatTime.ts";
import type { Paint } from "./paint.ts";

const mostRows = 20;
const widestName = 20;

/** A phase with the deployment that was furthest from its promise; undefined without requests. */
interface PhaseRow {
  readonly phase: CheckedPhase;
  readonly furthest?: NamedShare;
}

interface NamedShare extends PromisedShare {
  readonly name: string;
}

const columns: readonly Column<PhaseRow>[] = [
  { title: "requests", rank: 1, text: ({ phase }) => formatCount(phase.picks) },
  { title: "furthest off", rank: 0, text: ({ furthest }) => (furthest ? signedPoints(departure(furthest)) : absent) },
  { title: "at", rank: 3, text: nameOfFurthest },
  { title: "would catch", rank: 1, text: ({ phase }) => pointsOrAbsent(phase.detectableShift) },
  { title: "more needed", rank: 2, text: ({ phase }) => countOrAbsent(phase.picksMissing) },
];

/** How each phase of a promise that changes was kept; of more than twenty phases the middle ones are left out. */
export function checkPhaseTable({ phases, deployments }: CheckReport, width: number, paint: Paint): readonly string[] {
  if (phases.length < 2) return [];
  const subjects = phases.map((phase) => phaseRow(phase, deployments));
  const shown = subjects.map(
    (subject): Row<PhaseRow> => ({ label: label(subject.phase), indent: 0, tone: "plain", subject }),
  );
  return dataTable("Phase", columns, elided(shown, subjects), width, paint);
}

function elided(rows: readonly Row<PhaseRow>[], subjects: readonly PhaseRow[]): readonly Row<PhaseRow>[] {
  if (rows.length <= mostRows) return rows;
  const half = mostRows / 2;
  const hidden = subjects.slice(half, -half);
  const worst = Math.max(...hidden.map(({ furthest }) => (furthest ? Math.abs(departure(furthest)) : 0)));
  const gap = `… ${formatCount(hidden.length)} phases more, none further off than ${formatPoints(worst)} …`;
  return [...rows.slice(0, half), { label: gap, indent: 0, tone: "faint" }, ...rows.slice(-half)];
}

function phaseRow(phase: CheckedPhase, deployments: CheckReport["deployments"]): PhaseRow {
  if (phase.picks === 0) return { phase };
  const shares = deployments.map(({ name }, j) => ({
    name,
    expected: phase.shares[j] ?? 0,
    observed: (phase.counts[j] ?? 0) / phase.picks,
  }));
  const [furthest] = furthestFirst(shares);
  return furthest === undefined ? { phase } : { phase, furthest };
}

function nameOfFurthest({ furthest }: PhaseRow): string {
  return furthest === undefined || departure(furthest) === 0 ? absent : clipText(furthest.name, widestName);
}

function label({ name, fromMs, toMs }: CheckedPhase): string {
  if (fromMs === null && toMs === null) return name;
  return `${name}: ${fromMs === null ? "…" : formatTime(fromMs)} – ${toMs === null ? "…" : formatTime(toMs)}`;
}

function pointsOrAbsent(difference: number | null): string {
  return difference === null ? absent : formatPoints(difference);
}

function countOrAbsent(count: number): string {
  return count === 0 ? absent : formatCount(count);
}
