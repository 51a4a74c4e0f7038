import type { RunResult } from "../experiment/result.ts";
import { errorText } from "./errorText.ts";
import { type ReportTarget, targetPath } from "./reportTarget.ts";
import { writeWhole } from "./writeWhole.ts";

/** Writes every report that can be written; a sentence for each that cannot. */
export async function writeReports(result: RunResult, targets: readonly ReportTarget[]): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const target of targets) {
    const path = targetPath(target, result.scenario.name);
    try {
      await writeWhole(path, await target.write(result));
    } catch (error) {
      failures.push(`${path}: the ${target.kind} report cannot be written: ${errorText(error)}`);
    }
  }
  return failures;
}
