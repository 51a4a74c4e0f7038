import type { StrategyName } from "../../routing/strategy.ts";
import { runOnThreads } from "../../threads/runOnThreads.ts";
import type { PickState } from "../pickTally.ts";
import { MergedTallies } from "./mergedTallies.ts";
import { type StrategySetup, tableOf } from "./playStrategy.ts";
import type { SelectorJob, SelectorPlay } from "./selectorJob.ts";
import { type SelectorTask, selectorTasks } from "./selectorTasks.ts";

/**
 * Has selectors of our own make their picks: they are trusted, and share a pool of threads. When the job is aborted, those
 * at work end after their block, and what they have picked counts.
 */
export async function playStrategies(strategy: StrategyName, job: SelectorJob): Promise<SelectorPlay> {
  const { deployments, expectation, seed, requests, instances, signal } = job;
  const mistake = mistakeIn(job);
  if (mistake !== undefined) return { kind: "mistake", sentence: mistake };
  const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const setup: StrategySetup = { strategy, deployments, expectation, seed, stop };
  const merged = new MergedTallies(expectation);
  const onAbort = (): void => {
    Atomics.store(new Int32Array(stop), 0, 1);
  };
  signal?.addEventListener("abort", onAbort, { once: true });
  let picks = 0;
  try {
    await runOnThreads<SelectorTask, PickState>({
      module: new URL("./selectorThread.js", import.meta.url),
      name: "play",
      setup,
      tasks: untilAborted(selectorTasks(requests, instances), signal),
      describe: ({ instance }) => `selector ${instance + 1}`,
      workers: Math.min(job.workers, instances),
      onAnswer: (state, task) => {
        merged.add(task.instance, state);
        if (signal?.aborted) return;
        picks += task.requests;
        job.onProgress?.({ picks });
      },
      onNote: (sentence) => job.onNote?.(sentence),
    });
  } finally {
    signal?.removeEventListener("abort", onAbort);
  }
  const tally = merged.total;
  return { kind: "played", tally, partial: tally.picks < requests, notes: [] };
}

function* untilAborted<T>(tasks: Iterable<T>, signal: AbortSignal | undefined): Generator<T, void> {
  for (const task of tasks) {
    if (signal?.aborted) return;
    yield task;
  }
}

function mistakeIn({ deployments }: SelectorJob): string | undefined {
  try {
    if (tableOf(deployments).totalUnits > 0) return undefined;
    return "no deployment has both a replica and a weight above 0: there is nobody to pick";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
