import { Piscina } from "piscina";

export interface ThreadsJob<Task, Answer> {
  /** Built module that the threads load. */
  readonly module: URL;
  /** Its export that does a task. */
  readonly name: string;
  /** What every thread is given once, when it starts; plain data. */
  readonly setup: unknown;
  /** In the order they are to be begun; read as they are needed. Plain data. */
  readonly tasks: Iterable<Task>;
  /** A task in words: "replications 3 to 5". */
  readonly describe: (task: Task) => string;
  /** Threads, integer >= 1. */
  readonly workers: number;
  readonly onAnswer: (answer: Answer, task: Task) => void;
  readonly onNote: (sentence: string) => void;
  /** Aborting it stops the threads; tasks not finished by then are dropped. */
  readonly signal?: AbortSignal;
}

/** A failure within a task is an answer; only a thread that dies has none. */
export type ThreadAnswer<Answer> =
  | { readonly kind: "done"; readonly answer: Answer }
  | { readonly kind: "failed"; readonly message: string };

const youngGenerationMb = 2;

/** How often a task is tried when the thread that does it dies. */
const tries = 3;

/**
 * Has tasks done on worker threads and hands each answer back as it comes, in no particular order. The task of a thread
 * that dies is done again by another, three times at most.
 *
 * @throws Error when a task fails, or when threads keep dying on it; the message says which and why
 */
export async function runOnThreads<Task, Answer>(job: ThreadsJob<Task, Answer>): Promise<void> {
  const { signal, workers } = job;
  if (signal?.aborted) return;
  const pool = new Piscina<Task, ThreadAnswer<Answer>>({
    filename: job.module.href,
    workerData: job.setup,
    minThreads: workers,
    maxThreads: workers,
    concurrentTasksPerWorker: 1,
    // A task leaves columns outside the heap and hardly anything in it: with much room for the young, the collector
    // would come by too rarely to free them.
    resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
  });
  const stop = new AbortController();
  const queue = job.tasks[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (let next = queue.next(); !next.done && !stop.signal.aborted; next = queue.next()) {
      const done = await runTask(pool, next.value, job, stop.signal);
      if (done !== undefined) job.onAnswer(done.answer, next.value);
    }
  };
  // Ending the pool rejects what it still holds; a signal on every task would keep every answer alive.
  const onAbort = (): void => {
    stop.abort();
    void pool.destroy();
  };
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    // One lane more than threads: the next task waits at the pool while an answer is being taken in here.
    await Promise.all(Array.from({ length: workers + 1 }, lane));
  } catch (error) {
    stop.abort();
    throw error;
  } finally {
    signal?.removeEventListener("abort", onAbort);
    await pool.destroy();
  }
}

/** The answer to one task, or undefined when everything was stopped before it was finished. */
async function runTask<Task, Answer>(
  pool: Piscina<Task, ThreadAnswer<Answer>>,
  task: Task,
  job: ThreadsJob<Task, Answer>,
  stop: AbortSignal,
): Promise<{ readonly answer: Answer } | undefined> {
  for (let attempt = 1; ; attempt++) {
    let answer: ThreadAnswer<Answer>;
    try {
      answer = await pool.run(task, { name: job.name });
    } catch (cause) {
      if (stop.aborted) return undefined;
      const what = `a worker died while it played ${job.describe(task)} (${messageOf(cause)})`;
      if (attempt === tries) throw new Error(`${what}; given up after ${tries} tries`, { cause });
      job.onNote(`${what}; played again by another`);
      continue;
    }
    if (answer.kind === "failed") throw new Error(`${job.describe(task)} could not be played: ${answer.message}`);
    return answer;
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
