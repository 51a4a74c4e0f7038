import type { ProgressView } from "./progressView.ts";
import type { Output } from "./terminal.ts";

const everyMs = 10_000;

/** A plain line now and then: for logs. */
export function progressLines(name: string, output: Output, nowMs: () => number): ProgressView {
  let saidMs = nowMs();
  return {
    update: ({ replicationsFinished, replicationsPlanned, requests }) => {
      if (nowMs() - saidMs < everyMs) return;
      saidMs = nowMs();
      output.write(`${name}: ${replicationsFinished} of ${replicationsPlanned} replications, ${requests} requests\n`);
    },
    note: (sentence) => {
      output.write(`${name}: ${sentence}\n`);
    },
    close: () => {},
  };
}
