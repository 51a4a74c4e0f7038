import { Piscina } from "piscina";
import type { ThreadAnswer } from "./threadAnswer.ts";

export interface ThreadsSpec<Task> {
  /** Built module that the threads load. */
  readonly module: URL;
  /** Its export that does a task. */
  readonly name: string;
  /** What every thread is given once, when it starts; plain data. */
  readonly setup: unknown;
  /** A task in words: "replications 3 to 5". */
  readonly describe: (task: Task) => string;
  /** Threads, integer >= 1. */
  readonly workers: number;
  readonly onNote: (sentence: string) => void;
}

/** Threads that stay until they are closed. */
export interface Threads<Task, Answer> {
  /**
   * Has a task done by the next thread that is free. The task of a thread that dies is done again by another, three
   * times at most.
   *
   * @returns undefined when the threads were closed before it was done
   * @throws Error when the task fails, or when threads keep dying on it; the message says which and why
   */
  run(task: Task): Promise<{ readonly answer: Answer } | undefined>;
  /** Ends the threads, and with them what they are doing once they have had so many milliseconds to finish it (0). */
  close(patienceMs?: number): Promise<void>;
}

const youngGenerationMb = 2;

/** How often a task is tried when the thread that does it dies. */
const tries = 3;

export function openThreads<Task, Answer>(spec: ThreadsSpec<Task>): Threads<Task, Answer> {
  const { workers, describe, onNote } = spec;
  const pool = new Piscina<Task, ThreadAnswer<Answer>>({
    filename: spec.module.href,
    workerData: spec.setup,
    minThreads: workers,
    maxThreads: workers,
    concurrentTasksPerWorker: 1,
    // A task leaves columns outside the heap and hardly anything in it: with much room for the young, the collector
    // would come by too rarely to free them.
    resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
  });
  let closed = false;
  const underWay = new Set<Promise<unknown>>();
  const runNow = async (task: Task): Promise<ThreadAnswer<Answer>> => {
    const running = pool.run(task, { name: spec.name });
    underWay.add(running);
    try {
      return await running;
    } finally {
      underWay.delete(running);
    }
  };
  return {
    run: async (task) => {
      for (let attempt = 1; ; attempt++) {
        let answer: ThreadAnswer<Answer>;
        try {
          answer = await runNow(task);
        } catch (cause) {
          if (closed) return undefined;
          const what = `a worker died while it played ${describe(task)} (${messageOf(cause)})`;
          if (attempt === tries) throw new Error(`${what}; given up after ${tries} tries`, { cause });
          onNote(`${what}; played again by another`);
          continue;
        }
        if (answer.kind === "failed") throw new Error(`${describe(task)} could not be played: ${answer.message}`);
        return answer;
      }
    },
    close: async (patienceMs = 0) => {
      closed = true;
      if (patienceMs > 0 && underWay.size > 0) {
        await Promise.race([
          Promise.allSettled(underWay),
          new Promise((resolve) => setTimeout(resolve, patienceMs).unref()),
        ]);
      }
      await pool.destroy();
    },
  };
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
