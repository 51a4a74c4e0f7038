import type { ThreadAnswer } from "../threads/threadAnswer.ts";
import { threadSetup } from "../threads/threadSetup.ts";
import { type Block, playBlock, type WorkerSetup } from "./playBlock.ts";
import type { PlayerTask } from "./playerTask.ts";
import type { TallyState } from "./tally.ts";

const setup: WorkerSetup = threadSetup;

/** The task of threads that play one run: it was given to them when they started. */
export function play(block: Block): Promise<ThreadAnswer<TallyState>> {
  return playTask({ setup, block });
}

/** The task of threads that play blocks of any run. */
export async function playTask(task: PlayerTask): Promise<ThreadAnswer<TallyState>> {
  try {
    return { kind: "done", answer: await playBlock(task.setup, task.block) };
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}
