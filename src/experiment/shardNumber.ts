import type { Block } from "./playBlock.ts";

/** Which share of a run: number `index` of `of`, counted from 1. */
export interface ShardNumber {
  /** 1 to `of`. */
  readonly index: number;
  readonly of: number;
}

/** Shards at most: no run has more replications. */
const mostShards = 100_000;

/** Reads "2/5"; undefined when it is no share. */
export function parseShardNumber(text: string): ShardNumber | undefined {
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.map(Number) ?? [];
  if (index === undefined || of === undefined) return undefined;
  return index >= 1 && index <= of && of <= mostShards ? { index, of } : undefined;
}

export function formatShardNumber({ index, of }: ShardNumber): string {
  return `${index}/${of}`;
}

/**
 * The replications that are dealt to a shard: floor((index - 1) R / of) to floor(index R / of) - 1 of R. Shards differ
 * by one replication at most; where there are more shards than replications, some have none.
 *
 * Example: of 10 replications, 1/3 has the first three, 2/3 the next three and 3/3 the last four.
 */
export function shardRange({ index, of }: ShardNumber, replications: number): Block {
  return { from: Math.floor(((index - 1) * replications) / of), to: Math.floor((index * replications) / of) };
}
