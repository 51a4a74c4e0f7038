import { openThreads, type ThreadsSpec } from "./openThreads.ts";

export interface ThreadsJob<Task, Answer> extends ThreadsSpec<Task> {
  /** In the order they are to be begun; read as they are needed. Plain data. */
  readonly tasks: Iterable<Task>;
  readonly onAnswer: (answer: Answer, task: Task) => void;
  /** Aborting it stops the threads; tasks not finished by then are dropped. */
  readonly signal?: AbortSignal;
}

/** How long the other threads may go on when a task has failed, milliseconds. */
const patienceMs = 1000;

/**
 * Has tasks done on worker threads and hands each answer back as it comes, in no particular order. The task of a thread
 * that dies is done again by another, three times at most.
 *
 * @throws Error when a task fails, or when threads keep dying on it; the message says which and why
 */
export async function runOnThreads<Task, Answer>(job: ThreadsJob<Task, Answer>): Promise<void> {
  const { signal, workers } = job;
  if (signal?.aborted) return;
  const threads = openThreads<Task, Answer>(job);
  const stop = new AbortController();
  const queue = job.tasks[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (let next = queue.next(); !next.done && !stop.signal.aborted; next = queue.next()) {
      const done = await threads.run(next.value);
      if (done !== undefined) job.onAnswer(done.answer, next.value);
    }
  };
  // Closing the threads ends what they still do; a signal on every task would keep every answer alive.
  const onAbort = (): void => {
    stop.abort();
    void threads.close();
  };
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    // One lane more than threads: the next task waits at the pool while an answer is being taken in here.
    await Promise.all(Array.from({ length: workers + 1 }, lane));
  } catch (error) {
    stop.abort();
    // A thread that is ended while it loads a module may take the process with it.
    await threads.close(patienceMs);
    throw error;
  } finally {
    signal?.removeEventListener("abort", onAbort);
    await threads.close();
  }
}
