import { chooseProgress } from "./chooseProgress.ts";
import { exitCode } from "./exitCode.ts";
import { watchInterruption } from "./interruption.ts";
import { type RunArguments, readRunRequest } from "./runRequest.ts";
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
