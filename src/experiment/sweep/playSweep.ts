import { availableParallelism } from "node:os";
import { runOnThreads } from "../../threads/runOnThreads.ts";
import type { CellValues } from "./cellValues.ts";
import type { CellTask, CellToPlay, PlayedCells } from "./playCells.ts";
import { pointInWords } from "./pointInWords.ts";
import type { SweepCell, SweepPlan } from "./sweepPlan.ts";

export interface SweepPorts {
  /** Keys of cells that are known already, and so are not played. */
  readonly known: ReadonlySet<string>;
  /** Told of cells as they come, in no particular order; what it throws ends the sweep. */
  readonly onCells: (cells: readonly CellValues[]) => void;
  readonly onProgress?: (progress: SweepProgress) => void;
  readonly onNote: (sentence: string) => void;
  /** Worker threads, integer >= 1; the values do not depend on it. Absent: as many as the machine has cores. */
  readonly workers?: number;
  /** Aborting it ends the sweep early; cells in hand are dropped. */
  readonly signal?: AbortSignal;
}

/** How far the cells are that were still to be played. */
export interface SweepProgress {
  readonly cellsPlayed: number;
  readonly cellsToPlay: number;
  /** Share of the requests that are expected of these cells, in [0, 1]: what the time left is estimated from. */
  readonly workDone: number;
}

/** Requests that make a task worth a message to a thread: some tens of milliseconds. */
const taskRequests = 200_000;
/** Tasks a worker should have to itself, so that the last ones end together. */
const tasksPerWorker = 4;
/** What a cell without requests costs, in requests. */
const bareCell = 100;

/**
 * Plays the cells of a sweep that are not known, each key once, on worker threads; small cells many at a time.
 *
 * @throws Error when a cell cannot be played; the message says which and why, and the cells before it were told
 */
export async function playSweep(plan: SweepPlan, ports: SweepPorts): Promise<void> {
  const numbered = cellsToPlay(plan, ports.known);
  if (numbered.length === 0) return;
  const workers = Math.min(ports.workers ?? availableParallelism(), numbered.length);
  const weights = numbered.map(({ cell }) => costOf(plan, cell));
  const work = weights.reduce((sum, weight) => sum + weight, 0);
  const weightOf = new Map(numbered.map(({ cell }, i) => [cell.key, weights[i] ?? 0]));
  let played = 0;
  let done = 0;
  await runOnThreads<CellTask, PlayedCells>({
    module: new URL("./sweepThread.js", import.meta.url),
    name: "play",
    setup: null,
    workers,
    tasks: tasksOf(plan, numbered, weights, Math.min(taskRequests, work / (workers * tasksPerWorker))),
    describe: ({ cells }) => `${cells[0]?.name ?? ""}${cells.length > 1 ? ` and ${cells.length - 1} more` : ""}`,
    onAnswer: ({ cells, failure }) => {
      ports.onCells(cells);
      played += cells.length;
      for (const { key } of cells) done += weightOf.get(key) ?? 0;
      ports.onProgress?.({ cellsPlayed: played, cellsToPlay: numbered.length, workDone: done / work });
      if (failure !== undefined) throw new Error(failure);
    },
    onNote: ports.onNote,
    ...(ports.signal && { signal: ports.signal }),
  });
}

interface NumberedCell {
  readonly cell: SweepCell;
  /** From 1. */
  readonly number: number;
}

function cellsToPlay({ cells }: SweepPlan, known: ReadonlySet<string>): readonly NumberedCell[] {
  const taken = new Set(known);
  return cells.flatMap((cell, index) => {
    if (taken.has(cell.key)) return [];
    taken.add(cell.key);
    return [{ cell, number: index + 1 }];
  });
}

function costOf({ points, study }: SweepPlan, cell: SweepCell): number {
  return study.replications * (bareCell + (points[cell.point]?.requests ?? 0));
}

function* tasksOf(
  plan: SweepPlan,
  numbered: readonly NumberedCell[],
  weights: readonly number[],
  enough: number,
): Generator<CellTask> {
  const { replications } = plan.study;
  let cells: CellToPlay[] = [];
  let weight = 0;
  for (const [i, each] of numbered.entries()) {
    cells.push(cellToPlay(plan, each));
    weight += weights[i] ?? 0;
    if (weight < enough && i < numbered.length - 1) continue;
    yield { cells, replications };
    cells = [];
    weight = 0;
  }
}

function cellToPlay({ points, study }: SweepPlan, { cell, number }: NumberedCell): CellToPlay {
  const point = points[cell.point];
  if (point === undefined) throw new RangeError(`cell ${number} belongs to no point`);
  const words = [pointInWords(study.parameters, point.values), cell.strategyName, `seed ${cell.seed}`];
  return {
    key: cell.key,
    name: `cell ${number} (${words.filter((each) => each !== "").join(", ")})`,
    point,
    strategy: cell.strategy,
    seed: cell.seed,
  };
}
