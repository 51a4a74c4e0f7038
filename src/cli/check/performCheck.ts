import { readFileSync } from "node:fs";
import { judge } from "../../check/judge.ts";
import { PickTally } from "../../check/pickTally.ts";
import { planCheck } from "../../check/planCheck.ts";
import type { CheckReport } from "../../check/report.ts";
import { chooseProgress } from "../chooseProgress.ts";
import { errorText } from "../errorText.ts";
import { exitCode, worstExitCode } from "../exitCode.ts";
import { watchInterruption } from "../interruption.ts";
import { reportWidth } from "../reportWidth.ts";
import { guarded, tellGithub } from "../tellGithub.ts";
import type { Terminal } from "../terminal.ts";
import { wantsColor } from "../wantsColor.ts";
import { writeReports } from "../writeReports.ts";
import type { CheckArguments } from "./checkArguments.ts";
import type { CheckRequest } from "./checkRequest.ts";
import type { Gathered, GatheredFacts, GatherPorts } from "./gathered.ts";
import { gatherPicks } from "./gatherPicks.ts";
import { readCheckRequest } from "./readCheckRequest.ts";
import type { ExpectFile } from "./sourceReading.ts";

/** Reads what was typed and, where nothing is wrong with it, checks it. Gives the exit code. */
export async function performCheck(typed: CheckArguments, terminal: Terminal): Promise<number> {
  const reading = readCheckRequest(typed, { readFile, environment: terminal.environment });
  if (reading.kind === "mistakes") return refuse(reading.lines, terminal);
  const { request } = reading;
  return request.planOnly ? printPlan(request, terminal) : check(request, terminal);
}

async function check(request: CheckRequest, terminal: Terminal): Promise<number> {
  const progress = (await chooseProgress(request.quiet, terminal))("check");
  const interruption = watchInterruption(process, (code) => process.exit(code));
  try {
    const gathered = await gather(request, { progress, signal: interruption.signal });
    progress.close();
    if (gathered.kind === "mistake") return refuse([gathered.sentence], terminal);
    const { tally, facts } = gathered.kind === "picks" ? gathered : unfinished(gathered, request);
    const report = judge(tally, {
      ...facts,
      replay: request.replay,
      notes: [...request.notes, ...(facts.notes ?? [])],
      partial: interruption.signal.aborted,
    });
    if (gathered.kind === "error") terminal.stderr.write(`shuntyard: ${gathered.sentence}\n`);
    const code = await tell(report, request, terminal);
    return interruption.exitCode() ?? code;
  } finally {
    progress.close();
    interruption.release();
  }
}

/** What is thrown on the way is an error of the world too: whoever waits for a report gets one. */
async function gather(request: CheckRequest, ports: GatherPorts): Promise<Gathered> {
  try {
    return await gatherPicks(request, ports);
  } catch (error) {
    return { kind: "error", sentence: errorText(error) };
  }
}

/** What can be told of a source that gave out, so that whoever waits for a report gets one. */
function unfinished(
  { sentence, tally, facts }: Extract<Gathered, { readonly kind: "error" }>,
  { expectation, source, replay }: CheckRequest,
): { readonly tally: PickTally; readonly facts: GatheredFacts } {
  const nothing: GatheredFacts = {
    source: source.kind,
    subject: replay,
    ...{ seed: null, instances: 1, placeNoun: "request", ordered: false },
  };
  return { tally: tally ?? new PickTally(expectation), facts: { ...(facts ?? nothing), unfinished: sentence } };
}

/** The result goes to stdout before any file is written, so that no full disk can take it away. */
async function tell(report: CheckReport, request: CheckRequest, terminal: Terminal): Promise<number> {
  const { stdout, stderr } = terminal;
  const isEmpty = report.verdict === "error" && report.requests === 0;
  if (request.json || !isEmpty) stdout.write(await reportText(report, request, terminal));
  const failures = await writeReports(report, "check", request.targets);
  for (const failure of failures) stderr.write(`${failure}\n`);
  await tellGithub(report, "shuntyard check", terminal);
  return failures.length > 0 ? exitCode.error : worstExitCode([report.verdict], request.failCode);
}

async function reportText(report: CheckReport, request: CheckRequest, terminal: Terminal): Promise<string> {
  if (request.json) return (await import("../../report/checkJsonReport.ts")).checkJsonReport(report);
  const { checkTerminalReport } = await import("../../report/checkTerminalReport.ts");
  return guarded(checkTerminalReport(report, look(request, terminal)), terminal);
}

async function printPlan(request: CheckRequest, terminal: Terminal): Promise<number> {
  const { source } = request;
  const instances = "instances" in source ? source.instances : 1;
  const plan = planCheck(request.expectation, source.kind === "endpoint", instances);
  if (request.json) {
    const { planJsonReport } = await import("../../report/planJsonReport.ts");
    terminal.stdout.write(planJsonReport(plan));
  } else {
    const { planReport } = await import("../../report/planReport.ts");
    terminal.stdout.write(planReport(plan, look(request, terminal)));
  }
  return exitCode.pass;
}

function look(request: CheckRequest, terminal: Terminal): { readonly color: boolean; readonly width: number } {
  return { color: wantsColor(request.color, terminal.stdout, terminal), width: reportWidth(terminal.stdout) };
}

function refuse(lines: readonly string[], { stderr }: Terminal): number {
  for (const line of lines) stderr.write(`shuntyard: ${line}\n`);
  return exitCode.usage;
}

function readFile(path: string): ExpectFile {
  try {
    return { kind: "text", text: readFileSync(path, "utf8") };
  } catch (error) {
    return { kind: "unreadable", reason: errorText(error) };
  }
}
