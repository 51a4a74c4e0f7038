import { availableParallelism } from "node:os";
import { type AskedStrategy, strategyTitle } from "../../routing/strategy.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { runOnThreads } from "../../threads/runOnThreads.ts";
import { expectedRequests } from "../../traffic/plannedRate.ts";
import type { Progress } from "../runOptions.ts";
import { compareMeasure } from "./compareMeasure.ts";
import type { ComparisonResult, MeasureComparison } from "./comparisonResult.ts";
import { type Baseline, holdAgainstBaseline } from "./holdAgainstBaseline.ts";
import type { MeasuredBlock, MeasureSetup, MeasureTask } from "./measureBlock.ts";
import type { MeasuredPhase } from "./measuredPhase.ts";

export interface CompareOptions {
  /** Two or more, no doubles. */
  readonly strategies: readonly AskedStrategy[];
  /** At least one. */
  readonly measures: readonly MeasuredPhase[];
  /** Integer >= 2. */
  readonly replications: number;
  /** 1 to 32 hexadecimal digits. */
  readonly seed: string;
  /** In (0, 1), of all intervals together. */
  readonly confidence: number;
  readonly delta: number | null;
  readonly baseline?: Baseline;
  /** Worker threads, integer >= 1; the result does not depend on it. Absent: as many as the machine has cores. */
  readonly workers?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly onNote?: (sentence: string) => void;
  readonly replay: string;
}

/** Requests that make a task worth a message to a thread. */
const taskRequests = 200_000;

/**
 * Plays a scenario under each strategy with the same chance, replication by replication, and compares. The same bytes
 * for any number of workers. Interrupted, it compares the replications that every strategy has finished.
 *
 * @throws Error when a replication cannot be played at all; the message says why
 */
export async function compareStrategies(scenario: Scenario, options: CompareOptions): Promise<ComparisonResult> {
  const { strategies, measures, replications, seed, confidence, delta } = options;
  const titles = strategies.map(strategyTitle);
  const setup: MeasureSetup = { scenario, seed, measures };
  const values = strategies.map(() => measures.map((): (number | null | undefined)[] => []));
  const notes: string[] = [];
  let requests = 0;
  let played = 0;
  await runOnThreads<MeasureTask, MeasuredBlock>({
    module: new URL("./measureThread.js", import.meta.url),
    name: "measure",
    setup,
    tasks: tasksOf(scenario, strategies, replications),
    describe: ({ strategy, from, to }) => `replications ${from + 1} to ${to} under ${strategyTitle(strategy)}`,
    workers: Math.min(options.workers ?? availableParallelism(), strategies.length * replications),
    onAnswer: (block, { strategy, from }) => {
      const columns = values[strategies.indexOf(strategy)] ?? [];
      for (const [i, ofReplication] of block.values.entries()) {
        for (const [m, value] of ofReplication.entries()) setAt(columns[m], from + i, value);
      }
      requests += block.requests;
      played += block.values.length;
      const planned = strategies.length * replications;
      options.onProgress?.({ replicationsFinished: played, replicationsPlanned: planned, requests });
    },
    onNote: (sentence) => {
      notes.push(sentence);
      options.onNote?.(sentence);
    },
    ...(options.signal && { signal: options.signal }),
  });
  const finished = finishedReplications(values, replications);
  const rates = { alpha: (1 - confidence) / measures.length, delta };
  const compared = measures.map((measure, m) =>
    compareMeasure(
      measure,
      titles,
      values.map((columns) => finished.map((r) => columns[m]?.[r] ?? null)),
      rates,
    ),
  );
  const base = {
    format: "shuntyard-comparison",
    version: 1,
    scenario: { name: scenario.name, description: scenario.description, durationMs: scenario.durationMs },
    seed,
    replications: { planned: replications, finished: finished.length },
    partial: finished.length < replications,
    replay: options.replay,
    ...{ confidence, delta, strategies: titles },
    measures: compared,
    verdict: "pass",
    baseline: null,
    notes: [...notes, ...compared.flatMap((each) => notesOf(each, finished.length))],
  } as const;
  return options.baseline === undefined ? base : holdAgainstBaseline(base, options.baseline);
}

/** Replication by replication under every strategy, so that an interruption leaves whole rows. */
function* tasksOf(
  scenario: Scenario,
  strategies: readonly AskedStrategy[],
  replications: number,
): Generator<MeasureTask> {
  const { traffic, durationMs } = scenario;
  const each = Math.max(1, expectedRequests(traffic.arrivals, durationMs));
  const size = Math.max(1, Math.min(Math.ceil(replications / 8), Math.ceil(taskRequests / each)));
  for (let from = 0; from < replications; from += size) {
    for (const strategy of strategies) yield { strategy, from, to: Math.min(replications, from + size) };
  }
}

/** Filled up to there with what is not played yet. */
function setAt(column: (number | null | undefined)[] | undefined, index: number, value: number | null): void {
  if (column === undefined) return;
  while (column.length < index) column.push(undefined);
  column[index] = value;
}

/** Numbers of the replications that every strategy has played. */
function finishedReplications(
  values: readonly (readonly (readonly (number | null | undefined)[])[])[],
  replications: number,
): readonly number[] {
  return Array.from({ length: replications }, (_, r) => r).filter((r) =>
    values.every((columns) => columns.every((column) => column[r] !== undefined)),
  );
}

function notesOf({ measure, phase, replications, pairs }: MeasureComparison, finished: number): readonly string[] {
  const missing = finished - replications;
  const useless = pairs.filter(({ correlation }) => correlation !== null && correlation <= 0).length;
  return [
    ...(missing > 0
      ? [`${measure} (${phase}): ${missing} replications are left out, because a strategy measured nothing in them.`]
      : []),
    ...(useless > 0
      ? [
          `${measure} (${phase}): in ${useless} of ${pairs.length} pairs the common chance did not help (correlation at most 0).`,
        ]
      : []),
  ];
}
