import { didYouMean } from "../scenario/nearestName.ts";
import type { FileContent } from "./writeWhole.ts";

/** Kinds of report that `-o` writes of a result, by name. Each is imported only when it is asked for. */
export type ReportWriters<Result, Content extends FileContent = string> = Readonly<
  Record<string, (result: Result) => Promise<Content>>
>;

/** What stands in a path for the name of the scenario. */
const namePlace = "{name}";

/** Where a report goes: `junit=reports/{name}.xml`. */
export interface ReportTarget<Result, Content extends FileContent = string> {
  readonly kind: string;
  /** May hold `{name}`. */
  readonly path: string;
  readonly write: (result: Result) => Promise<Content>;
}

/** Reads `kind=path`; a sentence when it is not that. */
export function parseReportTarget<Result, Content extends FileContent>(
  text: string,
  writers: ReportWriters<Result, Content>,
): ReportTarget<Result, Content> | string {
  const split = text.indexOf("=");
  const kind = split < 0 ? text : text.slice(0, split);
  const path = split < 0 ? "" : text.slice(split + 1);
  const write = writers[kind];
  const kinds = Object.keys(writers);
  if (write === undefined || !kinds.includes(kind)) {
    return `--output: expected ${kinds.join(" or ")} before the "=", got ${JSON.stringify(kind)}${didYouMean(kind, kinds)}`;
  }
  if (path === "") return `--output: expected a path, such as ${kind}=report.${kind}, got ${JSON.stringify(text)}`;
  return { kind, path, write };
}

/** The file for one scenario: letters, digits, dots and dashes of its name stay, anything else is a dash. */
export function targetPath({ path }: Pick<ReportTarget<never>, "path">, scenarioName: string): string {
  return path.replaceAll(namePlace, scenarioName.replace(/[^\p{L}\p{N}._-]+/gu, "-"));
}

/** A path that two of the scenarios would write; undefined when there is none. */
export function sharedPath(
  targets: readonly Pick<ReportTarget<never>, "path">[],
  scenarioNames: readonly string[],
): string | undefined {
  const paths = targets.flatMap((target) => scenarioNames.map((name) => targetPath(target, name)));
  return paths.find((path, index) => paths.indexOf(path) < index);
}
