import { availableParallelism, hostname } from "node:os";
import { pid } from "node:process";
import { workOnShards } from "../../cluster/workOnShards.ts";
import { ArgumentReader, type Typed } from "../argumentReader.ts";
import { buildStamp } from "../buildStamp.ts";
import { exitCode } from "../exitCode.ts";
import { watchInterruption } from "../interruption.ts";
import type { Terminal } from "../terminal.ts";
import { readRedis } from "./readRedis.ts";

/** The arguments of `worker` as they were typed. */
export interface WorkerArguments {
  readonly redis?: Typed;
  readonly concurrency?: Typed;
  readonly quiet?: boolean | undefined;
}

const mostThreads = 256;

/** Plays shards until it is interrupted: at first it ends what it has in hand, the second time at once. */
export async function performWorker(typed: WorkerArguments, terminal: Terminal): Promise<number> {
  const reader = new ArgumentReader();
  const redis = readRedis(typed.redis, terminal.environment, reader);
  const concurrency = reader.integer("concurrency", typed.concurrency, 1, mostThreads) ?? availableParallelism();
  const say = (line: string): void => {
    terminal.stderr.write(`shuntyard: ${line}\n`);
  };
  for (const line of reader.mistakes) say(line);
  if (redis === undefined || reader.mistakes.length > 0) return exitCode.usage;
  const interruption = watchInterruption(process, (code) => process.exit(code));
  try {
    await workOnShards({
      redis,
      build: buildStamp,
      name: `${hostname()}:${pid}`,
      concurrency,
      signal: interruption.signal,
      onNews: typed.quiet ? () => {} : say,
      onTrouble: say,
    });
  } finally {
    interruption.release();
  }
  return interruption.exitCode() ?? exitCode.pass;
}
