import type { ThreadAnswer } from "../../threads/threadAnswer.ts";
import { type CellTask, type PlayedCells, playCells } from "./playCells.ts";

/** The task that the pool runs in its threads. A cell that fails is an answer too: those before it are not lost. */
export async function play(task: CellTask): Promise<ThreadAnswer<PlayedCells>> {
  return { kind: "done", answer: await playCells(task) };
}
