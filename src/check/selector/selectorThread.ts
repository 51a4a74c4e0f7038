import type { ThreadAnswer } from "../../threads/threadAnswer.ts";
import { threadSetup } from "../../threads/threadSetup.ts";
import type { PickState } from "../pickTally.ts";
import { playStrategy, type StrategySetup } from "./playStrategy.ts";
import type { SelectorTask } from "./selectorTasks.ts";

const setup: StrategySetup = threadSetup;

/** The task that the pool runs in its threads. */
export function play(task: SelectorTask): ThreadAnswer<PickState> {
  try {
    return { kind: "done", answer: playStrategy(setup, task) };
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}
