import { formatCount } from "../report/formatNumber.ts";
import type { ProgressView } from "./progressView.ts";
import type { Output } from "./terminal.ts";

/** A quick run says nothing; a longer one soon shows that it is alive, and then does not fill the log. */
const firstAfterMs = 1_000;
const everyMs = 10_000;

/** A plain line now and then: for logs. */
export function progressLines(name: string, output: Output, nowMs: () => number): ProgressView {
  let dueMs = nowMs() + firstAfterMs;
  return {
    update: ({ done, planned, noun, detail, left = "" }) => {
      if (nowMs() < dueMs) return;
      dueMs = nowMs() + everyMs;
      const all = planned === undefined ? "" : ` of ${formatCount(planned)}`;
      const more = [detail ?? "", left === "" ? "" : `${left} to go`].filter((each) => each !== "");
      output.write(`${name}: ${[`${formatCount(done)}${all} ${noun}`, ...more].join(", ")}\n`);
    },
    note: (sentence) => {
      output.write(`${name}: ${sentence}\n`);
    },
    close: () => {},
  };
}
