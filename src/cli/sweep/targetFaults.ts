import { accessSync, constants, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { errorText } from "../errorText.ts";
import { type ReportTarget, targetPath } from "../reportTarget.ts";

/**
 * What keeps files from being written, as far as can be told before there is anything to write: a sentence each. A sweep
 * of hours should not end in a folder that is missing.
 *
 * @param taken paths that must not be written over, with what they are
 */
export function targetFaults(
  targets: readonly Pick<ReportTarget<never>, "kind" | "path">[],
  name: string,
  taken: Readonly<Record<string, string>>,
): readonly string[] {
  const uses = new Map(Object.entries(taken).map(([what, path]) => [resolve(path), what]));
  return targets.flatMap((target) => {
    const path = targetPath(target, name);
    const other = uses.get(resolve(path));
    uses.set(resolve(path), `the ${target.kind} file`);
    const fault = other === undefined ? faultOf(path) : `it is ${other} already`;
    return fault === undefined ? [] : [`--output: ${path} cannot be written: ${fault}`];
  });
}

function faultOf(path: string): string | undefined {
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there?.isDirectory() === true) return "it is a folder";
    if (there !== undefined) accessSync(path, constants.W_OK);
    if (there === undefined || there.isFile()) accessSync(dirname(path), constants.W_OK);
    return undefined;
  } catch (error) {
    return errorText(error);
  }
}
