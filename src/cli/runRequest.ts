import { parseSeed } from "../engine/seed.ts";
import type { RunResult } from "../experiment/result.ts";
import { type StrategyName, strategyNames } from "../routing/strategy.ts";
import { ArgumentReader, type Typed } from "./argumentReader.ts";
import { exitCode } from "./exitCode.ts";
import { parseReportTarget, type ReportTarget } from "./reportTarget.ts";
import { runReportWriters } from "./runReportWriters.ts";

/** The arguments of `run` as they were typed. */
export interface RunArguments {
  readonly scenario: readonly string[];
  readonly replications?: Typed;
  readonly requests?: Typed;
  readonly seed?: Typed;
  readonly strategy?: Typed;
  readonly workers?: Typed;
  readonly output?: readonly string[] | undefined;
  readonly exitCodeOnFail?: Typed;
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly color?: boolean | undefined;
}

/** The same, checked; what is undefined comes from the scenario. */
export interface RunRequest {
  readonly paths: readonly string[];
  readonly replications: number | undefined;
  readonly requests: number | undefined;
  readonly seed: string | undefined;
  readonly strategy: StrategyName | undefined;
  readonly workers: number | undefined;
  readonly targets: readonly ReportTarget<RunResult>[];
  readonly failCode: number;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean | undefined;
}

export type RunRequestReading =
  | { readonly kind: "request"; readonly request: RunRequest }
  | { readonly kind: "mistakes"; readonly lines: readonly string[] };

/** As many as a scenario may ask for itself. */
export const mostReplications = 100_000;
const mostRequests = 1e12;
const mostWorkers = 256;

/** Reads what was typed: the request, or a sentence for every mistake in it. */
export function readRunRequest(typed: RunArguments): RunRequestReading {
  const reader = new ArgumentReader();
  const request = {
    paths: typed.scenario,
    replications: reader.integer("replications", typed.replications, 1, mostReplications),
    requests: reader.integer("requests", typed.requests, 1, mostRequests),
    seed: reader.parsed("seed", typed.seed, parseSeed, "1 to 32 hexadecimal digits"),
    strategy: reader.oneOf("strategy", typed.strategy, strategyNames),
    workers: reader.integer("workers", typed.workers, 1, mostWorkers),
    targets: (typed.output ?? []).flatMap((text) => readTarget(text, reader)),
    failCode: reader.integer("exit-code-on-fail", typed.exitCodeOnFail, 0, 255) ?? exitCode.fail,
    json: typed.json ?? false,
    quiet: typed.quiet ?? false,
    color: typed.color,
  };
  if (typed.replications !== undefined && typed.requests !== undefined) {
    reader.complain("--replications and --requests: expected one of them, got both");
  }
  return reader.mistakes.length > 0 ? { kind: "mistakes", lines: reader.mistakes } : { kind: "request", request };
}

function readTarget(text: string, reader: ArgumentReader): readonly ReportTarget<RunResult>[] {
  const target = parseReportTarget(text, runReportWriters);
  if (typeof target !== "string") return [target];
  reader.complain(target);
  return [];
}
