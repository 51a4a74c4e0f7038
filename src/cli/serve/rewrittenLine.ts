import type { Output } from "../terminal.ts";
import type { LiveView } from "./liveView.ts";

const eraseLine = "\r\x1b[2K";
const usualColumns = 80;

/** A line that is written over itself: for a terminal. Notes stand above it. */
export function rewrittenLine(output: Output): LiveView {
  let shown = "";
  return {
    update: (lineWithin) => {
      // In the last column some terminals go on to the next line.
      const line = lineWithin(Math.max(1, (output.columns || usualColumns) - 1));
      if (line !== shown) output.write(`${eraseLine}${line}`);
      shown = line;
    },
    note: (sentence) => {
      output.write(shown === "" ? `${sentence}\n` : `${eraseLine}${sentence}\n${shown}`);
    },
    close: () => {
      if (shown !== "") output.write("\n");
      shown = "";
    },
  };
}
