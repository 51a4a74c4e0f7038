import type { ThreadAnswer } from "../../threads/threadAnswer.ts";
import { type CellTask, type PlayedCells, playCells } from "./playCells.ts";

/** The task that the pool runs in its threads. A cell that fails is an answer too: those before it are not lost. */
export function play(task: CellTask): ThreadAnswer<PlayedCells> {
  return { kind: "done", answer: playCells(task) };
}
