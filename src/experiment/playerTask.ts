import type { Block, WorkerSetup } from "./playBlock.ts";

/** A block of any run. */
export interface PlayerTask {
  readonly setup: WorkerSetup;
  readonly block: Block;
}
