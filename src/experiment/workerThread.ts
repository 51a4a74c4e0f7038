import { workerData } from "piscina";
import { type Block, playBlock, type WorkerSetup } from "./playBlock.ts";
import type { TallyState } from "./tally.ts";

/** A failure of the simulated run is an answer; only a thread that dies has none. */
export type BlockAnswer =
  | { readonly kind: "played"; readonly state: TallyState }
  | { readonly kind: "failed"; readonly message: string };

const setup: WorkerSetup = workerData;

/** The task that the pool runs in its threads. */
export function play(block: Block): BlockAnswer {
  try {
    return { kind: "played", state: playBlock(setup, block) };
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}
