import { errorText } from "./errorText.ts";
import { type ReportTarget, targetPath } from "./reportTarget.ts";
import { type FileContent, writeWhole } from "./writeWhole.ts";

/** Writes every report that can be written; a sentence for each that cannot. `name` is what `{name}` stands for. */
export async function writeReports<Result>(
  result: Result,
  name: string,
  targets: readonly ReportTarget<Result, FileContent>[],
): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const target of targets) {
    const path = targetPath(target, name);
    try {
      await writeWhole(path, await target.write(result));
    } catch (error) {
      failures.push(`${path}: the ${target.kind} report cannot be written: ${errorText(error)}`);
    }
  }
  return failures;
}
