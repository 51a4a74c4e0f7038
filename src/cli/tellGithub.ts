import { createHash } from "node:crypto";
import { appendFile } from "node:fs/promises";
import type { CheckReport } from "../check/report.ts";
import type { RunResult } from "../experiment/result.ts";
import { errorText } from "./errorText.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Where GitHub Actions runs us: annotations on stderr, which it reads like stdout, and the job summary. A summary that
 * cannot be written is told and changes no verdict.
 */
export async function tellGithub(result: CheckReport | RunResult, title: string, terminal: Terminal): Promise<void> {
  const { environment, stderr } = terminal;
  if (environment["GITHUB_ACTIONS"] !== "true") return;
  const { githubAnnotations } = await import("../report/githubAnnotations.ts");
  const [claims, mustFail] =
    result.format === "shuntyard-check" ? [result.claims, []] : [result.checks, result.scenario.mustFail];
  for (const line of githubAnnotations(claims, { title, mustFail })) stderr.write(`${line}\n`);
  const path = environment["GITHUB_STEP_SUMMARY"];
  if (path === undefined || path === "") return;
  const { githubSummary } = await import("../report/githubSummary.ts");
  try {
    await appendFile(path, githubSummary(result));
  } catch (error) {
    stderr.write(`shuntyard: the job summary cannot be written to ${path}: ${errorText(error)}\n`);
  }
}

/**
 * A report to be printed where GitHub Actions runs us: between marks that keep the runner from taking a line of it, which
 * may hold a name that somebody else chose, for a command. As it is elsewhere.
 */
export function guarded(report: string, { environment }: Pick<Terminal, "environment">): string {
  if (environment["GITHUB_ACTIONS"] !== "true") return report;
  // Whoever chooses a name cannot know what the whole report will hash to, so cannot end this either.
  const token = createHash("sha256").update(report).digest("hex");
  return `::stop-commands::${token}\n${report}::${token}::\n`;
}
