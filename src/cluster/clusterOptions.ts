import type { RunOptions } from "../experiment/runOptions.ts";
import type { RedisAddress } from "./redisAddress.ts";

export interface ClusterOptions extends RunOptions {
  readonly redis: RedisAddress;
  /** What this process counts with; a worker of another build refuses the shards. */
  readonly build: string;
  /** Requests that make a shard, integer >= 1; five million unless told otherwise: a second or two of one thread. */
  readonly requestsPerShard?: number;
}
