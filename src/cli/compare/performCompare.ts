import type { ComparisonResult } from "../../experiment/comparison/comparisonResult.ts";
import type { Baseline } from "../../experiment/comparison/holdAgainstBaseline.ts";
import { strategyTitle } from "../../routing/strategy.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { chooseProgress } from "../chooseProgress.ts";
import { errorText } from "../errorText.ts";
import { exitCode, worstExitCode } from "../exitCode.ts";
import { watchInterruption } from "../interruption.ts";
import { readScenario } from "../readScenarios.ts";
import { reportWidth } from "../reportWidth.ts";
import { shellWord } from "../shellWord.ts";
import { guarded } from "../tellGithub.ts";
import type { Terminal } from "../terminal.ts";
import { wantsColor } from "../wantsColor.ts";
import { writeReports } from "../writeReports.ts";
import { type CompareArguments, type CompareRequest, readCompareRequest } from "./compareRequest.ts";
import { readBaseline } from "./readBaseline.ts";

/** Reads what was typed and, where nothing is wrong with it, compares. Gives the exit code. */
export async function performCompare(typed: CompareArguments, terminal: Terminal): Promise<number> {
  const file = readScenario(typed.scenario);
  if (file.kind === "mistakes") return refuse(file.lines, "", terminal);
  const { scenario } = file.file;
  const reading = readCompareRequest(typed, scenario);
  if (reading.kind === "mistakes") return refuse(reading.lines, "shuntyard: ", terminal);
  const { request } = reading;
  if (request.baseline === undefined) return compare(scenario, request, undefined, typed, terminal);
  const baseline = readBaseline(request.baseline);
  if (baseline.kind === "mistake") return refuse([baseline.line], "shuntyard: ", terminal);
  return compare(scenario, request, baseline.baseline, typed, terminal);
}

async function compare(
  scenario: Scenario,
  request: CompareRequest,
  baseline: Baseline | undefined,
  typed: CompareArguments,
  terminal: Terminal,
): Promise<number> {
  const { compareStrategies } = await import("../../experiment/comparison/compareStrategies.ts");
  const progress = (await chooseProgress(typed.quiet ?? false, terminal))(scenario.name);
  const interruption = watchInterruption(process, (code) => process.exit(code));
  try {
    const { strategies, measures, replications, delta, confidence, seed, workers } = request;
    const result = await compareStrategies(scenario, {
      ...{ strategies, measures, replications, delta, confidence, seed },
      ...(workers === undefined ? {} : { workers }),
      ...(baseline === undefined ? {} : { baseline }),
      signal: interruption.signal,
      onProgress: ({ replicationsFinished, replicationsPlanned }) =>
        progress.update({ done: replicationsFinished, planned: replicationsPlanned, noun: "replications" }),
      onNote: progress.note,
      replay: replayOf(typed, request),
    });
    progress.close();
    const code = await tell(result, request, typed, terminal);
    return interruption.exitCode() ?? code;
  } catch (error) {
    progress.close();
    terminal.stderr.write(`${typed.scenario}: the strategies could not be compared: ${errorText(error)}\n`);
    return exitCode.error;
  } finally {
    interruption.release();
  }
}

/** The result goes to stdout before any file is written, so that no full disk can take it away. */
async function tell(
  result: ComparisonResult,
  { targets }: CompareRequest,
  typed: CompareArguments,
  terminal: Terminal,
): Promise<number> {
  terminal.stdout.write(await textOf(result, typed, terminal));
  const failures = await writeReports(result, result.scenario.name, targets);
  for (const failure of failures) terminal.stderr.write(`${failure}\n`);
  return failures.length > 0 ? exitCode.error : worstExitCode([result.verdict], exitCode.fail);
}

async function textOf(result: ComparisonResult, typed: CompareArguments, terminal: Terminal): Promise<string> {
  if (typed.json === true) {
    return (await import("../../report/comparisonJsonReport.ts")).comparisonJsonReport(result);
  }
  const { comparisonReport } = await import("../../report/comparisonReport.ts");
  const color = wantsColor(typed.color, terminal.stdout, terminal);
  return guarded(comparisonReport(result, { color, width: reportWidth(terminal.stdout) }), terminal);
}

/** The shell command that makes the very same comparison again. */
function replayOf(typed: CompareArguments, { strategies, replications, seed, baseline }: CompareRequest): string {
  const options = [
    `--strategy ${shellWord(strategies.map(strategyTitle).join(","))}`,
    `--seed ${seed} --replications ${replications}`,
    ...(typed.measure ?? []).map((text) => `--measure ${shellWord(text)}`),
    ...(typed.phase ?? []).map((text) => `--phase ${shellWord(text)}`),
    ...(typeof typed.within === "string" ? [`--within ${shellWord(typed.within)}`] : []),
    ...(typeof typed.confidence === "string" ? [`--confidence ${shellWord(typed.confidence)}`] : []),
    ...(baseline === undefined ? [] : [`--baseline ${shellWord(baseline)}`]),
  ];
  return `shuntyard compare ${shellWord(typed.scenario)} ${options.join(" ")}`;
}

function refuse(lines: readonly string[], before: string, { stderr }: Terminal): number {
  for (const line of lines) stderr.write(`${before}${line}\n`);
  return exitCode.usage;
}
