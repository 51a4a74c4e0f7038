import { performance } from "node:perf_hooks";
import { progressLines } from "./progressLines.ts";
import type { ProgressView } from "./progressView.ts";
import { silentProgress } from "./silentProgress.ts";
import type { Terminal } from "./terminal.ts";

/** A bar on a terminal, a plain line now and then elsewhere, nothing where quiet was asked for; made anew for each name. */
export async function chooseProgress(
  quiet: boolean,
  { stderr, environment }: Terminal,
): Promise<(name: string) => ProgressView> {
  if (quiet) return () => silentProgress;
  if (stderr.isTTY !== true || environment["TERM"] === "dumb") {
    return (name) => progressLines(name, stderr, () => performance.now());
  }
  const { progressBar } = await import("./progressBar.ts");
  return (name) => progressBar(name, process.stderr);
}
