import { availableParallelism } from "node:os";
import { expectedRequests } from "../traffic/plannedRate.ts";
import { makePlan, type Plan } from "./plan.ts";
import type { Block, WorkerSetup } from "./playBlock.ts";
import { playOnThreads } from "./playOnThreads.ts";
import type { RunOptions } from "./runOptions.ts";
import { emptyTally, mergeTally, type Tally, tallyFrom } from "./tally.ts";

/** What was kept of the replications that were played. */
export interface Played {
  readonly tally: Tally;
  /** The replications in the tally: ascending, apart from each other; all that were asked for unless it was stopped. */
  readonly ranges: readonly Block[];
  /** Sentences about the playing itself, such as of a worker that died. */
  readonly notes: readonly string[];
}

/**
 * Plays some of the replications of a run on worker threads. The tally is the same for any number of workers.
 *
 * @param range the replications to play, perhaps none
 * @throws Error when a replication cannot be played at all; the message says why
 */
export async function playReplications(
  setup: WorkerSetup,
  range: Block,
  options: Pick<RunOptions, "workers" | "signal" | "onProgress" | "onNote">,
): Promise<Played> {
  const plan = makePlan(setup.scenario);
  const planned = range.to - range.from;
  const tally = emptyTally(plan);
  const notes: string[] = [];
  const finished: Block[] = [];
  const workers = options.workers ?? availableParallelism();
  if (planned > 0) {
    await playOnThreads({
      setup,
      blocks: blocksOf(plan, range, workers),
      // More threads than this only take memory: the result is the same.
      workers: Math.min(workers, planned, threadsPerCore * availableParallelism()),
      onBlock: (state, block) => {
        mergeTally(tally, tallyFrom(state));
        finished.push(block);
        options.onProgress?.({
          replicationsFinished: tally.replications,
          replicationsPlanned: planned,
          requests: tally.requests,
        });
      },
      onNote: (sentence) => {
        notes.push(sentence);
        options.onNote?.(sentence);
      },
      ...(options.signal && { signal: options.signal }),
    });
  }
  return { tally, ranges: joinRanges(finished), notes };
}

/** Sorts ranges that do not overlap and joins those that touch. */
export function joinRanges(ranges: readonly Block[]): readonly Block[] {
  const joined: Block[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last !== undefined && last.to === range.from) joined[joined.length - 1] = { from: last.from, to: range.to };
    else joined.push(range);
  }
  return joined;
}

/** Requests that make a block worth a message to a thread: some tens of milliseconds. */
const blockRequests = 200_000;
/** Blocks a worker should have to itself, so that the last ones end together. */
const blocksPerWorker = 4;
/** Threads at most, by core. */
const threadsPerCore = 4;

function blocksOf(plan: Plan, range: Block, workers: number): Generator<Block> {
  const { traffic, durationMs } = plan.scenario;
  const each = Math.max(1, expectedRequests(traffic.arrivals, durationMs));
  const fair = Math.ceil((range.to - range.from) / (workers * blocksPerWorker));
  return cutRange(range, Math.max(1, Math.min(fair, Math.ceil(blockRequests / each))));
}

/** Cuts a range into pieces of `size` replications, the last one perhaps smaller. */
export function* cutRange({ from, to }: Block, size: number): Generator<Block> {
  for (let start = from; start < to; start += size) yield { from: start, to: Math.min(to, start + size) };
}
