import { buildStamp } from "./buildStamp.ts";
import { chooseProgress } from "./chooseProgress.ts";
import { exitCode } from "./exitCode.ts";
import { watchInterruption } from "./interruption.ts";
import type { PlayPorts } from "./playPorts.ts";
import { type RunArguments, type RunEngine, type RunRequest, readRunRequest } from "./runRequest.ts";
import type { Terminal } from "./terminal.ts";

/** Reads what was typed and, where nothing is wrong with it, plays it with the real engine. */
export async function performRun(typed: RunArguments, terminal: Terminal): Promise<number> {
  const reading = readRunRequest(typed, terminal.environment);
  if (reading.kind === "mistakes") {
    for (const line of reading.lines) terminal.stderr.write(`shuntyard: ${line}\n`);
    return exitCode.usage;
  }
  const { request } = reading;
  const progressView = await chooseProgress(request.quiet, terminal);
  const interruption = watchInterruption(process, (code) => process.exit(code));
  try {
    return await play(request, { terminal, interruption, progressView });
  } finally {
    interruption.release();
  }
}

async function play(request: RunRequest, ports: Omit<PlayPorts, "runScenario">): Promise<number> {
  if (request.shard !== undefined) {
    const { playShards } = await import("./cluster/playShards.ts");
    return playShards(request, request.shard, ports);
  }
  const { playScenarios } = await import("./playScenarios.ts");
  return playScenarios(request, { ...ports, runScenario: await chooseEngine(request.engine) });
}

async function chooseEngine(engine: RunEngine): Promise<PlayPorts["runScenario"]> {
  if (engine.kind === "threads") {
    const { runScenario } = await import("../experiment/runScenario.ts");
    return ({ scenario }, options) => runScenario(scenario, options);
  }
  const { runOnCluster } = await import("../cluster/runOnCluster.ts");
  return (written, options) => runOnCluster(written, { ...options, redis: engine.redis, build: buildStamp });
}
