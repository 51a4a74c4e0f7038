import { availableParallelism } from "node:os";
import type { Scenario } from "../scenario/scenario.ts";
import { expectedRequests } from "../traffic/plannedRate.ts";
import { makePlan, type Plan } from "./plan.ts";
import type { Block, WorkerSetup } from "./playBlock.ts";
import { playOnThreads } from "./playOnThreads.ts";
import { refuseOptions } from "./refuseOptions.ts";
import type { RunResult } from "./result.ts";
import type { Progress, RunOptions } from "./runOptions.ts";
import { summarise } from "./summarise.ts";
import { emptyTally, mergeTally, type Tally, tallyFrom } from "./tally.ts";

/**
 * Plays a scenario as often as asked, on worker threads, and judges it. The result is the same bytes for any number of
 * workers: a replication depends on nothing but the scenario, the seed and its own number, and tallies merge exactly.
 *
 * A worker that dies is told to `onNote` and its replications are played again by another, three times at most.
 *
 * @throws RangeError when an option is out of range
 * @throws Error when a replication cannot be played at all (a limit was met, or workers keep dying); the message says why
 */
export async function runScenario(scenario: Scenario, options: RunOptions): Promise<RunResult> {
  refuseOptions(options);
  const plan = makePlan(scenario);
  const planned = options.replications ?? scenario.replications;
  const setup: WorkerSetup = { scenario, seed: options.seed ?? scenario.seed, strategy: options.strategy };
  const tally = emptyTally(plan);
  const notes: string[] = [];
  const workers = options.workers ?? availableParallelism();
  await playOnThreads({
    setup,
    blocks: blocksOf(plan, planned, workers),
    // More threads than this only take memory: the result is the same.
    workers: Math.min(workers, planned, threadsPerCore * availableParallelism()),
    onBlock: (state) => {
      mergeTally(tally, tallyFrom(state));
      options.onProgress?.(progress(tally, planned));
    },
    onNote: (sentence) => {
      notes.push(sentence);
      options.onNote?.(sentence);
    },
    ...(options.signal && { signal: options.signal }),
  });
  return summarise(plan, tally, {
    strategy: options.strategy ?? scenario.router.strategy ?? "weighted-random",
    seed: setup.seed,
    plannedReplications: planned,
    replay: options.replay,
    notes,
  });
}

/** Requests that make a block worth a message to a thread: some tens of milliseconds. */
const blockRequests = 200_000;
/** Blocks a worker should have to itself, so that the last ones end together. */
const blocksPerWorker = 4;
/** Threads at most, by core. */
const threadsPerCore = 4;

function* blocksOf(plan: Plan, replications: number, workers: number): Generator<Block> {
  const { traffic, durationMs } = plan.scenario;
  const each = Math.max(1, expectedRequests(traffic.arrivals, durationMs));
  const fair = Math.ceil(replications / (workers * blocksPerWorker));
  const size = Math.max(1, Math.min(fair, Math.ceil(blockRequests / each)));
  for (let from = 0; from < replications; from += size) yield { from, to: Math.min(replications, from + size) };
}

function progress(tally: Tally, planned: number): Progress {
  return { replicationsFinished: tally.replications, replicationsPlanned: planned, requests: tally.requests };
}
