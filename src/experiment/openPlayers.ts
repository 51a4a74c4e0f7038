import { openThreads } from "../threads/openThreads.ts";
import type { PlayerTask } from "./playerTask.ts";
import { replications } from "./playOnThreads.ts";
import type { TallyState } from "./tally.ts";

/** Threads that stay, and play blocks of one run after another. */
export interface Players {
  /**
   * Plays a block as soon as a thread is free. One that dies is replaced and the block played again, three times at most.
   *
   * @returns undefined when the players were closed before it was played
   * @throws Error when it cannot be played; the message says why
   */
  play(task: PlayerTask): Promise<TallyState | undefined>;
  close(): Promise<void>;
}

/** @param count threads, integer >= 1 */
export function openPlayers(count: number, onNote: (sentence: string) => void): Players {
  const threads = openThreads<PlayerTask, TallyState>({
    module: new URL("./workerThread.js", import.meta.url),
    name: "playTask",
    setup: null,
    describe: ({ block }) => replications(block),
    workers: count,
    onNote,
  });
  return {
    play: async (task) => (await threads.run(task))?.answer,
    close: threads.close,
  };
}
