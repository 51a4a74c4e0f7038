import { Piscina } from "piscina";
import type { Block, WorkerSetup } from "./playBlock.ts";
import type { TallyState } from "./tally.ts";
import type { BlockAnswer } from "./workerThread.ts";

export interface ThreadsJob {
  readonly setup: WorkerSetup;
  /** In the order they are to be begun; read as they are needed. */
  readonly blocks: Iterable<Block>;
  /** Threads, integer >= 1. */
  readonly workers: number;
  readonly onBlock: (state: TallyState) => void;
  readonly onNote: (sentence: string) => void;
  /** Aborting it stops the threads; blocks not finished by then are dropped. */
  readonly signal?: AbortSignal;
  /** Module that the threads run, in place of ours; for tests of dying threads. */
  readonly module?: URL;
}

const youngGenerationMb = 2;

/** How often a block is tried when the thread that plays it dies. */
const tries = 3;

/** Plays blocks on worker threads and hands each tally back as it comes, in no particular order. */
export async function playOnThreads(job: ThreadsJob): Promise<void> {
  const { signal, workers } = job;
  if (signal?.aborted) return;
  const pool = new Piscina({
    filename: (job.module ?? new URL("./workerThread.js", import.meta.url)).href,
    workerData: job.setup,
    minThreads: workers,
    maxThreads: workers,
    concurrentTasksPerWorker: 1,
    // A replication leaves columns outside the heap and hardly anything in it: with much room for the young, the
    // collector would come by too rarely to free them.
    resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
  });
  const stop = new AbortController();
  const queue = job.blocks[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (let next = queue.next(); !next.done && !stop.signal.aborted; next = queue.next()) {
      const state = await playBlock(pool, next.value, job, stop.signal);
      if (state !== undefined) job.onBlock(state);
    }
  };
  // Ending the pool rejects what it still holds; a signal on every task would keep every result alive.
  const onAbort = (): void => {
    stop.abort();
    void pool.destroy();
  };
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    // One lane more than threads: the next block waits at the pool while a tally is being added up here.
    await Promise.all(Array.from({ length: workers + 1 }, lane));
  } catch (error) {
    stop.abort();
    throw error;
  } finally {
    signal?.removeEventListener("abort", onAbort);
    await pool.destroy();
  }
}

/** The tally of one block, or undefined when the run was stopped before it was finished. */
async function playBlock(
  pool: Piscina,
  block: Block,
  job: ThreadsJob,
  stop: AbortSignal,
): Promise<TallyState | undefined> {
  for (let attempt = 1; ; attempt++) {
    let answer: BlockAnswer;
    try {
      answer = await pool.run(block, { name: "play" });
    } catch (cause) {
      if (stop.aborted) return undefined;
      const what = `a worker died while it played ${replications(block)} (${messageOf(cause)})`;
      if (attempt === tries) throw new Error(`${what}; given up after ${tries} tries`, { cause });
      job.onNote(`${what}; played again by another`);
      continue;
    }
    if (answer.kind === "failed") throw new Error(`${replications(block)} could not be played: ${answer.message}`);
    return answer.state;
  }
}

function replications({ from, to }: Block): string {
  return to === from + 1 ? `replication ${from + 1}` : `replications ${from + 1} to ${to}`;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
