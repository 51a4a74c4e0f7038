import type { ThreadAnswer } from "../../threads/threadAnswer.ts";
import { threadSetup } from "../../threads/threadSetup.ts";
import { type MeasuredBlock, type MeasureSetup, type MeasureTask, measureBlock } from "./measureBlock.ts";

const setup: MeasureSetup = threadSetup;

/** The task that the pool runs in its threads. */
export async function measure(task: MeasureTask): Promise<ThreadAnswer<MeasuredBlock>> {
  try {
    return { kind: "done", answer: await measureBlock(setup, task) };
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}
