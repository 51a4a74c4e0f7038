import { readFileSync } from "node:fs";
import { mergeShards, type NamedShard } from "../../experiment/mergeShards.ts";
import type { RunResult } from "../../experiment/result.ts";
import { readShard } from "../../experiment/shardFile.ts";
import { ArgumentReader, type Typed } from "../argumentReader.ts";
import { buildStamp } from "../buildStamp.ts";
import { errorText } from "../errorText.ts";
import { exitCode, worstExitCode } from "../exitCode.ts";
import { parseReportTarget, sharedPath } from "../reportTarget.ts";
import { runReportWriters } from "../runReportWriters.ts";
import { shellWord } from "../shellWord.ts";
import { tellResult } from "../tellResult.ts";
import type { Terminal } from "../terminal.ts";

/** The arguments of `merge` as they were typed. */
export interface MergeArguments {
  readonly file: readonly string[];
  readonly output?: readonly string[] | undefined;
  readonly exitCodeOnFail?: Typed;
  readonly json?: boolean | undefined;
  readonly color?: boolean | undefined;
}

/** Puts shards together and reports the run as `run` does; 2, and no report, when they are no shards of one run. */
export async function performMerge(typed: MergeArguments, terminal: Terminal): Promise<number> {
  const reader = new ArgumentReader();
  const failCode = reader.integer("exit-code-on-fail", typed.exitCodeOnFail, 0, 255) ?? exitCode.fail;
  const targets = (typed.output ?? []).flatMap((text) => {
    const target = parseReportTarget(text, runReportWriters);
    if (typeof target !== "string") return [target];
    reader.complain(target);
    return [];
  });
  if (reader.mistakes.length > 0)
    return refuse(
      reader.mistakes.map((line) => `shuntyard: ${line}`),
      terminal,
    );
  const merging = mergeFiles(typed.file);
  if (merging.kind === "mistakes") return refuse(merging.lines, terminal);
  const { result } = merging;
  const shared = sharedPath(targets, [result.scenario.name]);
  if (shared !== undefined) return refuse([`shuntyard: --output: two reports would be written to ${shared}`], terminal);
  const request = { json: typed.json ?? false, color: typed.color, targets };
  const title = `shuntyard merge ${typed.file.slice(0, 3).map(shellWord).join(" ")}${typed.file.length > 3 ? " …" : ""}`;
  return worstExitCode([await tellResult(result, title, request, terminal)], failCode);
}

type FilesMerging =
  | { readonly kind: "result"; readonly result: RunResult }
  | { readonly kind: "mistakes"; readonly lines: readonly string[] };

/** Every file is read before anything is merged, and every mistake in them told. */
function mergeFiles(paths: readonly string[]): FilesMerging {
  const shards: NamedShard[] = [];
  const lines: string[] = [];
  for (const path of paths) {
    const shard = readFile(path);
    if (typeof shard === "string") lines.push(`${path}: ${shard}`);
    else shards.push(shard);
  }
  return lines.length > 0 ? { kind: "mistakes", lines } : mergeShards(shards);
}

function readFile(path: string): NamedShard | string {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    return `cannot be read: ${errorText(error)}`;
  }
  const reading = readShard(text, buildStamp);
  return reading.kind === "shard" ? { name: path, shard: reading.shard } : reading.message;
}

function refuse(lines: readonly string[], { stderr }: Terminal): number {
  for (const line of lines) stderr.write(`${line}\n`);
  return exitCode.usage;
}
