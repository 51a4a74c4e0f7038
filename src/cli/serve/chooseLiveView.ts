import { performance } from "node:perf_hooks";
import type { Terminal } from "../terminal.ts";
import { linesNowAndThen } from "./linesNowAndThen.ts";
import type { LiveView } from "./liveView.ts";
import { rewrittenLine } from "./rewrittenLine.ts";

/** A line in its place on a terminal, a plain one now and then elsewhere, notes alone where quiet was asked for. */
export function chooseLiveView(quiet: boolean, { stderr, environment }: Terminal): LiveView {
  if (quiet) {
    return { update: () => {}, note: (sentence) => void stderr.write(`${sentence}\n`), close: () => {} };
  }
  if (stderr.isTTY === true && environment["TERM"] !== "dumb") return rewrittenLine(stderr);
  return linesNowAndThen(stderr, () => performance.now());
}
