import type { RedisAddress } from "../cluster/redisAddress.ts";
import { parseSeed } from "../engine/seed.ts";
import type { RunResult } from "../experiment/result.ts";
import type { Shard } from "../experiment/shard.ts";
import { parseShardNumber, type ShardNumber } from "../experiment/shardNumber.ts";
import type { AskedStrategy } from "../routing/strategy.ts";
import { ArgumentReader, type Typed } from "./argumentReader.ts";
import { readRedis } from "./cluster/readRedis.ts";
import { shardWriters } from "./cluster/shardWriters.ts";
import { exitCode } from "./exitCode.ts";
import { readStrategy } from "./readStrategy.ts";
import { parseReportTarget, type ReportTarget, type ReportWriters } from "./reportTarget.ts";
import { runReportWriters } from "./runReportWriters.ts";
import type { Terminal } from "./terminal.ts";

/** The arguments of `run` as they were typed. */
export interface RunArguments {
  readonly scenario: readonly string[];
  readonly replications?: Typed;
  readonly requests?: Typed;
  readonly seed?: Typed;
  readonly strategy?: Typed;
  readonly workers?: Typed;
  readonly engine?: Typed;
  readonly redis?: Typed;
  readonly shard?: Typed;
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
  readonly strategy: AskedStrategy | undefined;
  readonly workers: number | undefined;
  readonly engine: RunEngine;
  /** Undefined: the whole run. */
  readonly shard: ShardNumber | undefined;
  readonly targets: readonly ReportTarget<RunResult>[];
  /** Where a shard goes; only with `shard`. */
  readonly shardTargets: readonly ReportTarget<Shard>[];
  readonly failCode: number;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean | undefined;
}

/** Who plays: threads of this process, or workers anywhere that take shards from a queue in Redis. */
export type RunEngine = { readonly kind: "threads" } | { readonly kind: "bullmq"; readonly redis: RedisAddress };

export type RunRequestReading =
  | { readonly kind: "request"; readonly request: RunRequest }
  | { readonly kind: "mistakes"; readonly lines: readonly string[] };

/** As many as a scenario may ask for itself. */
export const mostReplications = 100_000;
const mostRequests = 1e12;
const mostWorkers = 256;

const engineNames = ["threads", "bullmq"] as const;

/** Reads what was typed: the request, or a sentence for every mistake in it. */
export function readRunRequest(typed: RunArguments, environment: Terminal["environment"] = {}): RunRequestReading {
  const reader = new ArgumentReader();
  const shard = reader.parsed("shard", typed.shard, parseShardNumber, "such as 2/5, from 1/5 to 5/5");
  const output = typed.output ?? [];
  const sharded = typed.shard !== undefined;
  const request = {
    paths: typed.scenario,
    replications: reader.integer("replications", typed.replications, 1, mostReplications),
    requests: reader.integer("requests", typed.requests, 1, mostRequests),
    seed: reader.parsed("seed", typed.seed, parseSeed, "1 to 32 hexadecimal digits"),
    strategy: readOneStrategy(typed.strategy, reader),
    workers: reader.integer("workers", typed.workers, 1, mostWorkers),
    engine: readEngine(typed, environment, reader),
    shard,
    targets: sharded ? [] : output.filter(isNoShard).flatMap((text) => readTarget(text, runReportWriters, reader)),
    shardTargets: sharded
      ? shardOutput(output, shard, typed).flatMap((text) => readTarget(text, shardWriters, reader))
      : [],
    failCode: reader.integer("exit-code-on-fail", typed.exitCodeOnFail, 0, 255) ?? exitCode.fail,
    json: typed.json ?? false,
    quiet: typed.quiet ?? false,
    color: typed.color,
  };
  for (const sentence of contradictions(typed)) reader.complain(sentence);
  const { strategy, engine } = request;
  if (typeof strategy === "object" && (sharded || engine.kind !== "threads")) {
    reader.complain("--strategy: a module is a file of this machine, and does not go with --shard or --engine bullmq");
  }
  return reader.mistakes.length > 0 ? { kind: "mistakes", lines: reader.mistakes } : { kind: "request", request };
}

function readOneStrategy(typed: Typed, reader: ArgumentReader): AskedStrategy | undefined {
  const text = reader.text("strategy", typed);
  return text === undefined ? undefined : readStrategy(text, reader);
}

function readEngine(typed: RunArguments, environment: Terminal["environment"], reader: ArgumentReader): RunEngine {
  const engine = reader.oneOf("engine", typed.engine, engineNames);
  if (engine !== "bullmq") return { kind: "threads" };
  const redis = readRedis(typed.redis, environment, reader);
  return redis === undefined ? { kind: "threads" } : { kind: "bullmq", redis };
}

/** A shard that goes to no other place goes to a file of its name, unless it is printed. */
function shardOutput(
  output: readonly string[],
  shard: ShardNumber | undefined,
  { json }: RunArguments,
): readonly string[] {
  if (output.length > 0 || json || shard === undefined) return output;
  return [`shard={name}.shard-${shard.index}-of-${shard.of}.json`];
}

function contradictions({
  replications,
  requests,
  engine,
  redis,
  shard,
  workers,
  output,
}: RunArguments): readonly string[] {
  const far = engine === "bullmq";
  const mistakes = [
    [
      replications !== undefined && requests !== undefined,
      "--replications and --requests: expected one of them, got both",
    ],
    [redis !== undefined && !far, "--redis: only with --engine bullmq"],
    [shard !== undefined && far, "--shard and --engine bullmq: expected one of them, got both"],
    [workers !== undefined && far, "--workers: with --engine bullmq, say --concurrency to each `shuntyard worker`"],
    [
      shard === undefined && !(output ?? []).every(isNoShard),
      "--output shard=PATH: only with --shard i/N; 1/1 is the whole run",
    ],
  ] as const;
  return mistakes.flatMap(([wrong, sentence]) => (wrong ? [sentence] : []));
}

function isNoShard(output: string): boolean {
  return !output.startsWith("shard=");
}

function readTarget<Result>(
  text: string,
  writers: ReportWriters<Result>,
  reader: ArgumentReader,
): readonly ReportTarget<Result>[] {
  const target = parseReportTarget(text, writers);
  if (typeof target !== "string") return [target];
  reader.complain(target);
  return [];
}
