import { performance } from "node:perf_hooks";
import { exitCode } from "./exitCode.ts";
import { watchInterruption } from "./interruption.ts";
import { progressLines } from "./progressLines.ts";
import type { ProgressView } from "./progressView.ts";
import { type RunArguments, readRunRequest } from "./runRequest.ts";
import { silentProgress } from "./silentProgress.ts";
import type { Terminal } from "./terminal.ts";

/** Reads what was typed and, where nothing is wrong with it, plays it with the real engine. */
export async function performRun(typed: RunArguments, terminal: Terminal): Promise<number> {
  const reading = readRunRequest(typed);
  if (reading.kind === "mistakes") {
    for (const line of reading.lines) terminal.stderr.write(`shuntyard: ${line}\n`);
    return exitCode.usage;
  }
  const { request } = reading;
  const { playScenarios } = await import("./playScenarios.ts");
  const { runScenario } = await import("../experiment/runScenario.ts");
  const progressView = await chooseProgress(request.quiet, terminal);
  const interruption = watchInterruption(process, (code) => process.exit(code));
  try {
    return await playScenarios(request, { terminal, interruption, runScenario, progressView });
  } finally {
    interruption.release();
  }
}

async function chooseProgress(
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
