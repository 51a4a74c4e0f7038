import { oneLine } from "./oneLine.ts";
import type { SelectorOutput } from "./selectorOutput.ts";

/** Lines of each stream that are shown, of all selectors together; what several of them write alike is shown once. */
const shownLines = 5;

/** What a module wrote, in sentences; `outputs` in the order of the selectors. */
export function outputNotes(file: string, outputs: readonly SelectorOutput[]): readonly string[] {
  return (["stdout", "stderr"] as const).flatMap((stream) => {
    const lines = [...new Set(outputs.flatMap((output) => output.lines(stream)))];
    const shown = lines.slice(0, shownLines).map((line) => `${oneLine(file)} wrote to ${stream}: ${line}`);
    return lines.length > shownLines ? [...shown, `${oneLine(file)} wrote more to ${stream}`] : shown;
  });
}
