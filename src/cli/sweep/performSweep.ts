import { performance } from "node:perf_hooks";
import type { CellValues } from "../../experiment/sweep/cellValues.ts";
import type { StoreHead } from "../../experiment/sweep/storedCells.ts";
import type { SweepPlan } from "../../experiment/sweep/sweepPlan.ts";
import type { SweepResult } from "../../experiment/sweep/sweepResult.ts";
import { sweepResultOf } from "../../experiment/sweep/sweepResultOf.ts";
import { formatCount } from "../../report/formatNumber.ts";
import { buildStamp } from "../buildStamp.ts";
import { chooseProgress } from "../chooseProgress.ts";
import { errorText } from "../errorText.ts";
import { exitCode } from "../exitCode.ts";
import { watchInterruption } from "../interruption.ts";
import { reportWidth } from "../reportWidth.ts";
import { shellWord } from "../shellWord.ts";
import { guarded } from "../tellGithub.ts";
import type { Terminal } from "../terminal.ts";
import { wantsColor } from "../wantsColor.ts";
import { writeReports } from "../writeReports.ts";
import { dryRunText } from "./dryRunText.ts";
import { readStudy } from "./readStudy.ts";
import { openStore, peekStore, type ResultsStore } from "./resultsStore.ts";
import { readSweepRequest, type SweepArguments, type SweepRequest } from "./sweepRequest.ts";
import { timeLeft } from "./timeLeft.ts";

/** Reads what was typed and, where nothing is wrong with it or the study, sweeps. Gives the exit code. */
export async function performSweep(typed: SweepArguments, terminal: Terminal): Promise<number> {
  const reading = readSweepRequest(typed);
  if (reading.kind === "mistakes")
    return refuse(
      reading.lines.map((line) => `shuntyard: ${line}`),
      terminal,
    );
  const { request } = reading;
  const view = (await chooseProgress(typed.quiet ?? false, terminal))(request.name);
  try {
    const study = readStudy(request.path, (read) =>
      view.update({ done: read, planned: undefined, noun: "points read" }),
    );
    view.close();
    if (study.kind === "mistakes") return refuse(study.lines, terminal);
    return request.dryRun ? dryRun(study.plan, request, terminal) : await sweep(study.plan, request, typed, terminal);
  } finally {
    view.close();
  }
}

function dryRun(plan: SweepPlan, { store }: SweepRequest, terminal: Terminal): number {
  const stored = peekStore(store, headOf(plan));
  if (stored.kind === "mistake") return refuse([`${store}: ${stored.message}`], terminal);
  terminal.stdout.write(dryRunText(plan, new Set(stored.cells.map(({ key }) => key)), store));
  return exitCode.pass;
}

async function sweep(
  plan: SweepPlan,
  request: SweepRequest,
  typed: SweepArguments,
  terminal: Terminal,
): Promise<number> {
  const opening = openStore(request.store, headOf(plan));
  if (opening.kind === "mistake") return refuse([opening.line], terminal);
  if (opening.kind === "failure") {
    terminal.stderr.write(`${opening.line}\n`);
    return exitCode.error;
  }
  const { store } = opening;
  const interruption = watchInterruption(process, (code) => process.exit(code));
  try {
    const known = new Map(store.cells.map((cell) => [cell.key, cell]));
    const fromStore = knownOf(plan, known).length;
    if (store.tornBytes > 0) {
      terminal.stderr.write(
        `${request.store}: its last line was cut short and is taken away; its cell is played again\n`,
      );
    }
    const failure = await play(plan, known, { store, request, typed, terminal, signal: interruption.signal });
    store.close();
    if (failure !== undefined) {
      terminal.stderr.write(`${request.path}: ${failure}\n${goesOn(knownOf(plan, known).length, request)}\n`);
      return interruption.exitCode() ?? exitCode.error;
    }
    const result = sweepResultOf(plan, known, { name: request.name, replay: replayOf(request) });
    const code = await tell(result, request, typed, terminal, fromStore);
    return interruption.exitCode() ?? code;
  } finally {
    interruption.release();
  }
}

interface Playing {
  readonly store: ResultsStore;
  readonly request: SweepRequest;
  readonly typed: SweepArguments;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** Plays what is not known, adds it to what is, and keeps it; why that could not be done to the end, if it could not. */
async function play(
  plan: SweepPlan,
  known: Map<string, CellValues>,
  { store, request, typed, terminal, signal }: Playing,
): Promise<string | undefined> {
  const { playSweep } = await import("../../experiment/sweep/playSweep.ts");
  const view = (await chooseProgress(typed.quiet ?? false, terminal))(request.name);
  const startMs = performance.now();
  try {
    await playSweep(plan, {
      known: new Set(known.keys()),
      onCells: (cells) => {
        store.append(cells);
        for (const cell of cells) known.set(cell.key, cell);
      },
      onProgress: ({ cellsPlayed, cellsToPlay, workDone }) => {
        const left = timeLeft({ elapsedMs: performance.now() - startMs, workDone });
        view.update({ done: cellsPlayed, planned: cellsToPlay, noun: "cells", left });
      },
      onNote: view.note,
      signal,
      ...(request.workers === undefined ? {} : { workers: request.workers }),
    });
    return undefined;
  } catch (error) {
    return errorText(error);
  } finally {
    view.close();
  }
}

/** The result goes to stdout before any file is written, so that no full disk can take it away. */
async function tell(
  result: SweepResult,
  request: SweepRequest,
  typed: SweepArguments,
  terminal: Terminal,
  fromStore: number,
): Promise<number> {
  terminal.stdout.write(await textOf(result, request, typed, terminal, fromStore));
  if (result.partial) {
    const unwritten = request.targets.length === 0 ? "" : "; nothing was written for --output";
    terminal.stderr.write(`${goesOn(result.cells.finished, request)}${unwritten}\n`);
    return exitCode.error;
  }
  const failures = await writeReports(result, request.name, request.targets);
  for (const failure of failures) terminal.stderr.write(`${failure}\n`);
  return failures.length > 0 ? exitCode.error : exitCode.pass;
}

async function textOf(
  result: SweepResult,
  { store }: SweepRequest,
  typed: SweepArguments,
  terminal: Terminal,
  fromStore: number,
): Promise<string> {
  if (typed.json === true) return (await import("../../report/sweepJsonReport.ts")).sweepJsonReport(result);
  const { sweepReport } = await import("../../report/sweepReport.ts");
  const color = wantsColor(typed.color, terminal.stdout, terminal);
  const options = { color, width: reportWidth(terminal.stdout) };
  return guarded(sweepReport(result, { store, fromStore }, options), terminal);
}

/** Another study on the same scenario may have left its cells in the store too. */
function knownOf({ cells }: SweepPlan, known: ReadonlyMap<string, CellValues>): SweepPlan["cells"] {
  return cells.filter(({ key }) => known.has(key));
}

function goesOn(cells: number, { store }: SweepRequest): string {
  return `${formatCount(cells)} cells are in ${store}: the same command goes on from there`;
}

/** What the results of this sweep have in common in a store. */
function headOf({ study, scenarioHash, points }: SweepPlan): StoreHead {
  const measured = (points[0]?.measures ?? []).map(({ measure, phase }) => `${measure} in ${phase}`);
  return { build: buildStamp, scenario: scenarioHash, replications: study.replications, measured };
}

/** The shell command that makes the very same sweep again. */
function replayOf({ path, name, store }: SweepRequest): string {
  const usual = store === `${name}.results.jsonl`;
  return `shuntyard sweep ${shellWord(path)}${usual ? "" : ` --store ${shellWord(store)}`}`;
}

function refuse(lines: readonly string[], { stderr }: Terminal): number {
  for (const line of lines) stderr.write(`${line}\n`);
  return exitCode.usage;
}
