import type { RunResult, Verdict } from "../experiment/result.ts";
import type { Progress, RunOptions } from "../experiment/runOptions.ts";
import { formatCount } from "../report/formatNumber.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { errorText } from "./errorText.ts";
import { exitCode, worstExitCode } from "./exitCode.ts";
import type { Interruption } from "./interruption.ts";
import { type Play, planPlays } from "./planPlays.ts";
import type { ProgressStep, ProgressView } from "./progressView.ts";
import { readScenarios } from "./readScenarios.ts";
import { replayCommand } from "./replayCommand.ts";
import { reportWidth } from "./reportWidth.ts";
import type { RunRequest } from "./runRequest.ts";
import { guarded, tellGithub } from "./tellGithub.ts";
import type { Terminal } from "./terminal.ts";
import { wantsColor } from "./wantsColor.ts";
import { writeReports } from "./writeReports.ts";

/** What playing needs from outside. */
export interface PlayPorts {
  readonly terminal: Terminal;
  readonly interruption: Interruption;
  readonly runScenario: (scenario: Scenario, options: RunOptions) => Promise<RunResult>;
  readonly progressView: (scenarioName: string) => ProgressView;
}

/**
 * Plays every scenario of the request, one after the other, and reports each as it ends.
 *
 * @returns the exit code; 2 when there is a mistake in any of them, and then nothing was played or written
 */
export async function playScenarios(request: RunRequest, ports: PlayPorts): Promise<number> {
  const { terminal, interruption } = ports;
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
    verdicts.push(await playOne(play, request, ports));
  }
  return interruption.exitCode() ?? worstExitCode(verdicts, request.failCode);
}

/** The result goes to stdout before any file is written, so that no full disk can take it away. */
async function playOne(play: Play, request: RunRequest, ports: PlayPorts): Promise<Verdict> {
  const { stdout, stderr } = ports.terminal;
  try {
    const result = await playAndWatch(play, request, ports);
    stdout.write(await resultText(result, request, ports.terminal));
    const failures = await writeReports(result, play.scenario.name, request.targets);
    for (const failure of failures) stderr.write(`${failure}\n`);
    await tellGithub(result, `shuntyard run ${play.path}`, ports.terminal);
    if (failures.length > 0) return "error";
    // A scenario that must fail and does not is as much of a surprise as the other way round.
    return result.verdict === "pass" && !result.asIntended ? "fail" : result.verdict;
  } catch (error) {
    stderr.write(`${play.path}: the run could not be played: ${errorText(error)}\n`);
    return "error";
  }
}

async function playAndWatch(play: Play, request: RunRequest, ports: PlayPorts): Promise<RunResult> {
  const { path, scenario, replications } = play;
  const { strategy, workers } = request;
  const seed = request.seed ?? scenario.seed;
  const chosen = strategy === undefined ? {} : { strategy };
  const view = ports.progressView(scenario.name);
  try {
    return await ports.runScenario(scenario, {
      ...{ seed, replications, ...chosen, ...(workers === undefined ? {} : { workers }) },
      signal: ports.interruption.signal,
      onProgress: (progress) => view.update(progressStep(progress)),
      onNote: view.note,
      replay: replayCommand({ path, seed, replications, ...chosen }),
    });
  } finally {
    view.close();
  }
}

async function resultText(result: RunResult, request: RunRequest, terminal: Terminal): Promise<string> {
  if (request.json) return (await import("../report/jsonReport.ts")).jsonReport(result);
  const { terminalReport } = await import("../report/terminalReport.ts");
  const color = wantsColor(request.color, terminal.stdout, terminal);
  return guarded(terminalReport(result, { color, width: reportWidth(terminal.stdout) }), terminal);
}

function progressStep({ replicationsFinished, replicationsPlanned, requests }: Progress): ProgressStep {
  const detail = `${formatCount(requests)} requests`;
  return { done: replicationsFinished, planned: replicationsPlanned, noun: "replications", detail };
}
