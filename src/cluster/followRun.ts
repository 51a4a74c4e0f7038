import { setTimeout as pause } from "node:timers/promises";
import type { Job } from "bullmq";
import type { Block } from "../experiment/playBlock.ts";
import { replications } from "../experiment/playOnThreads.ts";
import type { ClusterOptions } from "./clusterOptions.ts";
import { inTime, isStopped } from "./inTime.ts";
import { formatRedisAddress } from "./redisAddress.ts";
import type { RunRecords } from "./runRecords.ts";

/** How often Redis is asked for news. */
const lookMs = 200;

/** Looks without any worker after which somebody should be told. */
const looksAlone = 25;

/** A run whose jobs are in Redis. */
export interface BegunRun {
  readonly run: string;
  readonly shards: readonly Block[];
  readonly root: Job;
  readonly records: RunRecords;
}

export interface Followers {
  readonly countWorkers: () => Promise<number>;
  readonly onAnswer: (shard: number, block: Block) => Promise<void>;
}

/** Hands on every answer as it comes, until all are there or the run is aborted. */
export async function followRun(begun: BegunRun, options: ClusterOptions, followers: Followers): Promise<void> {
  const { run, shards, records } = begun;
  const known = new Set<number>();
  const look = async (): Promise<void> => {
    for (const shard of await records.newAnswers(run, known)) {
      const block = shards[shard];
      if (block === undefined) continue;
      await followers.onAnswer(shard, block);
      known.add(shard);
    }
    await refuseFailure(begun);
    await records.keep(run);
  };
  for (let looks = 0; known.size < shards.length && !isStopped(options); looks++) {
    await inTime(look(), options);
    if (looks === looksAlone && known.size === 0) await noteLoneliness(options, followers);
    if (known.size < shards.length) await pause(lookMs, undefined, signalOf(options)).catch(() => {});
  }
}

function signalOf({ signal }: ClusterOptions): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

async function refuseFailure({ root, shards }: BegunRun): Promise<void> {
  const [failure] = Object.entries(await root.getIgnoredChildrenFailures());
  if (failure === undefined) return;
  const [key, reason] = failure;
  const shard = Number(/-shard-(\d+)$/.exec(key)?.[1]);
  const block = shards[shard - 1];
  const what = `shard ${shard} of ${shards.length}${block === undefined ? "" : ` (${replications(block)})`}`;
  const why = reason.includes("stalled more than") ? "every worker that took it was lost" : reason;
  throw new Error(`${what} failed: ${why}`);
}

async function noteLoneliness(options: ClusterOptions, { countWorkers }: Followers): Promise<void> {
  // Some services do not say who is connected; then nothing is known.
  const workers = await inTime(
    countWorkers().catch(() => 1),
    options,
  );
  if (workers !== 0) return;
  const address = formatRedisAddress(options.redis);
  options.onNote?.(`no worker is there yet; start some anywhere: shuntyard worker --redis ${address}`);
}
