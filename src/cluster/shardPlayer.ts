import type { Job } from "bullmq";
import type { Players } from "../experiment/openPlayers.ts";
import { PlainFields, ShapeError } from "../experiment/plainFields.ts";
import type { WorkerSetup } from "../experiment/playBlock.ts";
import type { TallyState } from "../experiment/tally.ts";
import { readShardTask, type ShardTask } from "./queues.ts";
import type { RunRecords } from "./runRecords.ts";

export interface PlayerParts {
  /** What this process counts with. */
  readonly build: string;
  /** Of this worker, for whoever reads why a shard failed. */
  readonly name: string;
  readonly records: RunRecords;
  readonly players: Players;
  /** An error after which BullMQ does not try the job again: a simulation fails the same way every time. */
  readonly forGood: (reason: string) => Error;
}

/**
 * What a worker does with a job: plays the shard and writes its tally down. A job of another build, or one that is no
 * shard, is refused; one of a run that is over is done at once.
 */
export function shardPlayer(parts: PlayerParts): (job: Pick<Job, "data" | "attemptsStarted">) => Promise<void> {
  const { records } = parts;
  const setupOf = latestSetup(parts);
  return async ({ data, attemptsStarted }) => {
    const task = readTask(data, parts);
    if (!(await records.isWanted(task.run))) return;
    const setup = await setupOf(task.run);
    const tally = setup && (await playTask(parts, setup, task));
    if (tally === undefined || !(await records.isWanted(task.run))) return;
    await records.writeAnswer(task.run, task.shard, tally, attemptsStarted);
  };
}

function readTask(value: unknown, { build, name, forGood }: PlayerParts): ShardTask {
  try {
    const wanted = new PlainFields(value, "shard").text("build");
    if (wanted === build) return readShardTask(value);
    throw forGood(`the run counts with ${wanted}, but worker ${name} is ${build}: start workers of the run's version`);
  } catch (error) {
    throw error instanceof ShapeError ? forGood(`this is no shard: ${error.message}`) : error;
  }
}

/** Keeps what the last run is about: its shards come one after the other. */
function latestSetup({ records, forGood }: PlayerParts): (run: string) => Promise<WorkerSetup | undefined> {
  let latest: { readonly run: string; readonly setup: WorkerSetup } | undefined;
  return async (run) => {
    if (latest?.run === run) return latest.setup;
    try {
      const setup = await records.readSetup(run);
      if (setup !== undefined) latest = { run, setup };
      return setup;
    } catch (error) {
      throw error instanceof ShapeError ? forGood(error.message) : error;
    }
  };
}

async function playTask(
  { players, forGood }: PlayerParts,
  setup: WorkerSetup,
  { block }: ShardTask,
): Promise<TallyState> {
  let tally: TallyState | undefined;
  try {
    tally = await players.play({ setup, block });
  } catch (error) {
    throw forGood(error instanceof Error ? error.message : String(error));
  }
  if (tally === undefined) throw new Error("the worker was stopped before the shard was played");
  return tally;
}
