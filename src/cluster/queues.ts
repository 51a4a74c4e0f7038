import { PlainFields } from "../experiment/plainFields.ts";
import type { Block } from "../experiment/playBlock.ts";

/** Of every key in Redis. */
export const prefix = "shuntyard";

/** Where a run waits for its shards, and where the shards wait for workers. */
export const queueNames = { runs: "runs", shards: "shards" } as const;

/**
 * How a lost worker is noticed. A worker says every `lockMs` / 2 that it is alive; one that has not for `lockMs` is taken
 * for lost when the next look comes, `lookMs` after the last. A shard that has cost `mostLost` workers is given up.
 */
export interface WorkerWatch {
  readonly lockMs: number;
  readonly lookMs: number;
  readonly mostLost: number;
}

export const workerWatch: WorkerWatch = { lockMs: 10_000, lookMs: 5_000, mostLost: 3 };

/** A shard as the queue holds it. */
export interface ShardTask {
  /** What the run counts with; a worker of another build refuses the shard. */
  readonly build: string;
  readonly run: string;
  /** Number of the shard, from 0. */
  readonly shard: number;
  readonly block: Block;
}

/** @throws ShapeError when it is none */
export function readShardTask(value: unknown): ShardTask {
  const fields = new PlainFields(value, "shard");
  const block = new PlainFields(fields.value("block"), "shard.block");
  const from = block.integer("from");
  return {
    build: fields.text("build"),
    run: fields.text("run"),
    shard: fields.integer("shard"),
    block: { from, to: block.integer("to", from + 1) },
  };
}
