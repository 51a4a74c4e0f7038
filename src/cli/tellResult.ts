import type { RunResult, Verdict } from "../experiment/result.ts";
import { reportWidth } from "./reportWidth.ts";
import type { RunRequest } from "./runRequest.ts";
import { guarded, tellGithub } from "./tellGithub.ts";
import type { Terminal } from "./terminal.ts";
import { wantsColor } from "./wantsColor.ts";
import { writeReports } from "./writeReports.ts";

/**
 * Reports a result: on stdout before any file is written, so that no full disk can take it away.
 *
 * @param title of the annotations on GitHub: the command
 * @returns the verdict for the exit code
 */
export async function tellResult(
  result: RunResult,
  title: string,
  request: Pick<RunRequest, "json" | "color" | "targets">,
  terminal: Terminal,
): Promise<Verdict> {
  terminal.stdout.write(await resultText(result, request, terminal));
  const failures = await writeReports(result, result.scenario.name, request.targets);
  for (const failure of failures) terminal.stderr.write(`${failure}\n`);
  await tellGithub(result, title, terminal);
  if (failures.length > 0) return "error";
  // A scenario that must fail and does not is as much of a surprise as the other way round.
  return result.verdict === "pass" && !result.asIntended ? "fail" : result.verdict;
}

async function resultText(
  result: RunResult,
  request: Pick<RunRequest, "json" | "color">,
  terminal: Terminal,
): Promise<string> {
  if (request.json) return (await import("../report/jsonReport.ts")).jsonReport(result);
  const { terminalReport } = await import("../report/terminalReport.ts");
  const color = wantsColor(request.color, terminal.stdout, terminal);
  return guarded(terminalReport(result, { color, width: reportWidth(terminal.stdout) }), terminal);
}
