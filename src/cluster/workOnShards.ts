import { setTimeout as pause } from "node:timers/promises";
import type { Job, Queue } from "bullmq";
import { openPlayers } from "../experiment/openPlayers.ts";
import { loadBullmq } from "./loadBullmq.ts";
import { openRedis } from "./openRedis.ts";
import { prefix, queueNames, type WorkerWatch, workerWatch } from "./queues.ts";
import { formatRedisAddress, type RedisAddress } from "./redisAddress.ts";
import { RunRecords } from "./runRecords.ts";
import { shardPlayer } from "./shardPlayer.ts";

export interface WorkOptions {
  readonly redis: RedisAddress;
  /** What this process counts with; shards of a run of another build are refused. */
  readonly build: string;
  /** Of this worker: "host:pid". */
  readonly name: string;
  /** Shards at a time, each on a thread of its own; integer >= 1. */
  readonly concurrency: number;
  /** Aborting it ends the work after the shards in hand. */
  readonly signal: AbortSignal;
  /** Sentences about how it goes. */
  readonly onNews: (sentence: string) => void;
  /** Sentences about what goes wrong. */
  readonly onTrouble: (sentence: string) => void;
  readonly watch?: WorkerWatch;
}

/** Shards in hand may take so long to end after an abort, before they are left to another worker. */
const endLimitMs = 60_000;

/**
 * Plays the shards of runs that `runOnCluster` starts elsewhere, until it is told to stop. Redis is asked for a shard
 * and given its tally; nothing of a simulated request goes through it. The shards are played by threads, so that this
 * one always has time to tell Redis that it is alive.
 *
 * @throws Error when Redis cannot be reached at the start; a connection lost later is made again
 */
export async function workOnShards(options: WorkOptions): Promise<void> {
  const { build, name, concurrency, signal, onNews, onTrouble, watch = workerWatch } = options;
  const packages = await loadBullmq();
  const { bullmq } = packages;
  const redis = await openRedis(packages, options.redis, onTrouble);
  const players = openPlayers(concurrency, onTrouble);
  const records = new RunRecords(redis);
  const runs = new bullmq.Queue(queueNames.runs, { connection: redis, prefix });
  const forGood = (reason: string): Error => new bullmq.UnrecoverableError(reason);
  const play = shardPlayer({ build, name, records, players, forGood });
  const worker = new bullmq.Worker(queueNames.shards, play, {
    connection: redis,
    prefix,
    name,
    concurrency,
    lockDuration: watch.lockMs,
    stalledInterval: watch.lookMs,
    maxStalledCount: watch.mostLost - 1,
  });
  // Trouble with the connection is told where it is made.
  worker.on("error", () => {});
  runs.on("error", () => {});
  worker.on("stalled", (job) => onNews(`${job} was lost by its worker and is played again`));
  worker.on("completed", (job) => {
    onNews(`${job.id} played: ${job.name}`);
    sweep(records, runs, job).catch(() => {});
  });
  worker.on("failed", (job, error) => {
    onTrouble(`${job?.id ?? "a shard"} failed: ${error.message}`);
    sweep(records, runs, job).catch(() => {});
  });
  onNews(
    `${name} is ${build}, plays ${concurrency} at a time and waits for shards at ${formatRedisAddress(options.redis)}`,
  );
  try {
    await aborted(signal);
    await Promise.race([worker.close(), pause(endLimitMs, undefined, { ref: false })]);
  } finally {
    await players.close();
    redis.disconnect();
  }
}

/** Where a run was given up while its last shards were being played, whoever ends one removes what is left of it. */
async function sweep(records: RunRecords, runs: Queue, job: Job | undefined): Promise<void> {
  const root = job?.parent?.id;
  if (root === undefined || (await records.isWanted(root.replace(/^run-/, "")))) return;
  await runs.remove(root);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
