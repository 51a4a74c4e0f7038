import { runOnThreads } from "../threads/runOnThreads.ts";
import type { Block, WorkerSetup } from "./playBlock.ts";
import type { TallyState } from "./tally.ts";

export interface ThreadsJob {
  readonly setup: WorkerSetup;
  /** In the order they are to be begun; read as they are needed. */
  readonly blocks: Iterable<Block>;
  /** Threads, integer >= 1. */
  readonly workers: number;
  readonly onBlock: (state: TallyState, block: Block) => void;
  readonly onNote: (sentence: string) => void;
  /** Aborting it stops the threads; blocks not finished by then are dropped. */
  readonly signal?: AbortSignal;
  /** Module that the threads run, in place of ours; for tests of dying threads. */
  readonly module?: URL;
}

/** Plays blocks on worker threads and hands each tally back as it comes, in no particular order. */
export async function playOnThreads(job: ThreadsJob): Promise<void> {
  const { blocks, onBlock, module, ...rest } = job;
  await runOnThreads<Block, TallyState>({
    ...rest,
    module: module ?? new URL("./workerThread.js", import.meta.url),
    name: "play",
    tasks: blocks,
    describe: replications,
    onAnswer: onBlock,
  });
}

/** A block in words, counted from 1. */
export function replications({ from, to }: Block): string {
  return to === from + 1 ? `replication ${from + 1}` : `replications ${from + 1} to ${to}`;
}
