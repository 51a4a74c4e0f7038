import type { Output } from "../terminal.ts";
import type { LiveView } from "./liveView.ts";

/** A server runs for days: its log is not to be filled. */
const everyMs = 10_000;
const columns = 120;

/** A plain line every ten seconds, unless it would be the same again: for logs. */
export function linesNowAndThen(output: Output, nowMs: () => number): LiveView {
  let dueMs = nowMs() + everyMs;
  let last = "";
  return {
    update: (lineWithin) => {
      if (nowMs() < dueMs) return;
      dueMs = nowMs() + everyMs;
      const line = lineWithin(columns);
      if (line !== last) output.write(`${line}\n`);
      last = line;
    },
    note: (sentence) => {
      output.write(`${sentence}\n`);
    },
    close: () => {},
  };
}
