import type { RunResult, Verdict } from "../experiment/result.ts";
import { errorText } from "./errorText.ts";
import { exitCode, worstExitCode } from "./exitCode.ts";
import { type Play, planPlays } from "./planPlays.ts";
import type { PlayPorts } from "./playPorts.ts";
import { readScenarios } from "./readScenarios.ts";
import type { RunRequest } from "./runRequest.ts";
import { tellResult } from "./tellResult.ts";
import { watchedOptions } from "./watchedOptions.ts";

/**
 * Plays every scenario of the request, one after the other, and reports each as it ends.
 *
 * @returns the exit code; 2 when there is a mistake in any of them, and then nothing was played or written
 */
export async function playScenarios(request: RunRequest, ports: PlayPorts): Promise<number> {
  const { runScenario, ...watching } = ports;
  return playEach(request, watching, async (play) => {
    const { options, view } = watchedOptions(play, request, watching);
    let result: RunResult;
    try {
      result = await runScenario(play, options);
    } finally {
      view.close();
    }
    return tellResult(result, `shuntyard run ${play.path}`, request, ports.terminal);
  });
}

/** Does something with every scenario of the request, one after the other; the exit code as `playScenarios`. */
export async function playEach(
  request: RunRequest,
  { terminal, interruption }: Pick<PlayPorts, "terminal" | "interruption">,
  playOne: (play: Play) => Promise<Verdict>,
): Promise<number> {
  const reading = readScenarios(request.paths);
  const planning = reading.kind === "files" ? planPlays(reading.files, request) : reading;
  if (planning.kind === "mistakes") {
    for (const line of planning.lines) terminal.stderr.write(`${line}\n`);
    return exitCode.usage;
  }
  const verdicts: Verdict[] = [];
  for (const [index, play] of planning.plays.entries()) {
    if (interruption.signal.aborted) break;
    if (index > 0 && !request.json) terminal.stdout.write("\n");
    try {
      verdicts.push(await playOne(play));
    } catch (error) {
      terminal.stderr.write(`${play.path}: the run could not be played: ${errorText(error)}\n`);
      verdicts.push("error");
    }
  }
  return interruption.exitCode() ?? worstExitCode(verdicts, request.failCode);
}
