import type { StrategyName } from "../../routing/strategy.ts";
import { runOnThreads } from "../../threads/runOnThreads.ts";
import type { PickState } from "../pickTally.ts";
import { MergedTallies } from "./mergedTallies.ts";
import { type StrategySetup, tableOf } from "./playStrategy.ts";
import type { SelectorJob, SelectorPlay } from "./selectorJob.ts";
import { type SelectorTask, selectorTasks } from "./selectorTasks.ts";

/** Has selectors of our own make their picks: they are trusted, and share a pool of threads. */
export async function playStrategies(strategy: StrategyName, job: SelectorJob): Promise<SelectorPlay> {
  const { deployments, expectation, seed, requests, instances } = job;
  const mistake = mistakeIn(job);
  if (mistake !== undefined) return { kind: "mistake", sentence: mistake };
  const setup: StrategySetup = { strategy, deployments, expectation, seed };
  const merged = new MergedTallies(expectation);
  let picks = 0;
  await runOnThreads<SelectorTask, PickState>({
    module: new URL("./selectorThread.js", import.meta.url),
    name: "play",
    setup,
    tasks: selectorTasks(requests, instances),
    describe: ({ instance }) => `selector ${instance + 1}`,
    workers: Math.min(job.workers, instances),
    onAnswer: (state, task) => {
      merged.add(task.instance, state);
      picks += task.requests;
      job.onProgress?.({ picks });
    },
    onNote: (sentence) => job.onNote?.(sentence),
    ...(job.signal && { signal: job.signal }),
  });
  return { kind: "played", tally: merged.total, partial: picks < requests, notes: [] };
}

function mistakeIn({ deployments }: SelectorJob): string | undefined {
  try {
    if (tableOf(deployments).totalUnits > 0) return undefined;
    return "no deployment has both a replica and a weight above 0: there is nobody to pick";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
