import type { ChangeResult } from "../experiment/result.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const beyondLetters = "+";

/** One letter for each instant at which something changes, in order of time: the link between chart, phases and changes. */
export function changeMarks(changes: readonly ChangeResult[]): ReadonlyMap<number, string> {
  const instants = [...new Set(changes.map(({ atMs }) => atMs))].sort((one, other) => one - other);
  return new Map(instants.map((atMs, index) => [atMs, letters[index] ?? beyondLetters]));
}
