import type { ThreadAnswer } from "../threads/runOnThreads.ts";
import { threadSetup } from "../threads/threadSetup.ts";
import { type Block, playBlock, type WorkerSetup } from "./playBlock.ts";
import type { TallyState } from "./tally.ts";

const setup: WorkerSetup = threadSetup;

/** The task that the pool runs in its threads. */
export function play(block: Block): ThreadAnswer<TallyState> {
  try {
    return { kind: "done", answer: playBlock(setup, block) };
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}
