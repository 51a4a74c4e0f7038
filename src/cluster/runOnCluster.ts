import type { FlowJob } from "bullmq";
import type { Redis } from "ioredis";
import { makePlan } from "../experiment/plan.ts";
import type { Block, WorkerSetup } from "../experiment/playBlock.ts";
import { replications } from "../experiment/playOnThreads.ts";
import type { WrittenScenario } from "../experiment/playShard.ts";
import { portableStrategy } from "../experiment/portableStrategy.ts";
import { refuseOptions } from "../experiment/refuseOptions.ts";
import type { RunResult } from "../experiment/result.ts";
import { summarise } from "../experiment/summarise.ts";
import { emptyTally, mergeTally } from "../experiment/tally.ts";
import type { ClusterOptions } from "./clusterOptions.ts";
import { type BegunRun, followRun } from "./followRun.ts";
import { inTime } from "./inTime.ts";
import { type Bullmq, loadBullmq } from "./loadBullmq.ts";
import { openRedis } from "./openRedis.ts";
import { prefix, queueNames, type ShardTask } from "./queues.ts";
import { formatRedisAddress } from "./redisAddress.ts";
import { RunRecords } from "./runRecords.ts";
import { shardRequests, shardsOf } from "./shardsOf.ts";
import { within } from "./within.ts";

/** The run's records are removed in this time, or left to expire. */
const removalLimitMs = 5_000;

/**
 * `runScenario` on any number of machines: the shards of the run are jobs of BullMQ in Redis, workers (`workOnShards`)
 * play them, and their tallies are put together here. The result is the same bytes.
 *
 * A shard whose worker is lost is played by another. Redis may be restarted meanwhile, as long as it keeps its data. An
 * aborted signal removes the run's jobs and ends the run with the shards that are finished.
 *
 * @throws RangeError when an option is out of range
 * @throws Error when Redis cannot be used, or stays away for two minutes, or a shard cannot be played; the message says why
 */
export async function runOnCluster(written: WrittenScenario, options: ClusterOptions): Promise<RunResult> {
  refuseOptions(options);
  const packages = await loadBullmq();
  const redis = await openRedis(packages, options.redis, (sentence) => options.onNote?.(sentence));
  try {
    return await playFlow(packages, redis, written, options);
  } finally {
    redis.disconnect();
  }
}

async function playFlow(
  { bullmq }: Bullmq,
  redis: Redis,
  { scenario, source }: WrittenScenario,
  options: ClusterOptions,
): Promise<RunResult> {
  const { seed = scenario.seed, replications: planned = scenario.replications, build } = options;
  const strategy = portableStrategy(options.strategy);
  const setup: WorkerSetup = { scenario, seed, strategy };
  const plan = makePlan(scenario);
  const tally = emptyTally(plan);
  const shards = shardsOf(scenario, planned, options.requestsPerShard ?? shardRequests);
  const records = new RunRecords(redis);
  const connection = { connection: redis, prefix };
  const producer = new bullmq.FlowProducer(connection);
  const queue = new bullmq.Queue(queueNames.shards, connection);
  // Trouble with the connection is told where it is made.
  producer.on("error", () => {});
  queue.on("error", () => {});
  const begin = async (): Promise<BegunRun> => {
    const run = await records.begin(setup, source);
    const { job } = await producer.add(flowOf(run, scenario.name, build, shards));
    return { run, shards, root: job, records };
  };
  // Not to be aborted half-way: nobody would know of the jobs.
  const begun = await inTime(begin(), { redis: options.redis });
  if (begun !== undefined) {
    try {
      await followRun(begun, options, {
        countWorkers: () => queue.getWorkersCount(),
        onAnswer: async (shard, block) => {
          const answer = await records.readAnswer(begun.run, shard, plan);
          mergeTally(tally, answer.tally);
          if (answer.tries > 1) options.onNote?.(`a worker was lost with ${replications(block)}; played by another`);
          const { replications: finished, requests } = tally;
          options.onProgress?.({ replicationsFinished: finished, replicationsPlanned: planned, requests });
        },
      });
    } finally {
      await removeInTime(begun, options);
    }
  }
  return summarise(plan, tally, {
    strategy: strategy ?? scenario.router.strategy ?? "weighted-random",
    seed,
    plannedReplications: planned,
    replay: options.replay,
    notes: [],
  });
}

/**
 * One job for the run, which waits for one job for each shard. No worker takes the job of the run: it is there so that
 * Redis itself keeps count of what is done, failed and left, and so that all of it can be removed at once.
 */
function flowOf(run: string, name: string, build: string, shards: readonly Block[]): FlowJob {
  return {
    name,
    queueName: queueNames.runs,
    prefix,
    data: { build },
    opts: { jobId: `run-${run}` },
    children: shards.map((block, shard) => {
      const task: ShardTask = { build, run, shard, block };
      return {
        name: replications(block),
        queueName: queueNames.shards,
        prefix,
        data: task,
        opts: {
          jobId: `run-${run}-shard-${shard + 1}`,
          attempts: 3,
          backoff: 1_000,
          removeOnComplete: true,
          removeOnFail: true,
          // The reason then stands with the job of the run, where it is looked for.
          ignoreDependencyOnFailure: true,
        },
      };
    }),
  };
}

async function removeInTime(begun: BegunRun, { redis, onNote }: ClusterOptions): Promise<void> {
  if ((await within(removalLimitMs, removeRun(begun))) !== undefined) return;
  onNote?.(`what Redis at ${formatRedisAddress(redis)} keeps of the run could not be removed; it expires`);
}

/** Shards that are being played keep their jobs; their workers find nobody waiting, and clear up behind themselves. */
async function removeRun({ records, run, root }: BegunRun): Promise<true> {
  await records.remove(run);
  await root.removeUnprocessedChildren();
  await root.remove().catch(() => {});
  return true;
}
