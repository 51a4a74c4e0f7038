import type { Block } from "../experiment/playBlock.ts";
import { cutRange } from "../experiment/playReplications.ts";
import { replicationsFor } from "../experiment/replicationsFor.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** Requests that make a shard worth sending somewhere: a second or two of one thread. */
export const shardRequests: number = 5_000_000;

/** Shards at most: their jobs go to Redis in one command. */
const mostShards = 2_000;

/**
 * The shards of a run on several machines. How it is cut changes no byte of the result.
 *
 * @param requests planned for a shard at least, unless a replication has more or the run less
 */
export function shardsOf(scenario: Scenario, replications: number, requests: number): readonly Block[] {
  const worthIt = replicationsFor(scenario, requests) ?? replications;
  const size = Math.max(worthIt, Math.ceil(replications / mostShards));
  return [...cutRange({ from: 0, to: replications }, size)];
}
