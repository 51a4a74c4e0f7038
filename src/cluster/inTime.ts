import type { ClusterOptions } from "./clusterOptions.ts";
import { formatRedisAddress } from "./redisAddress.ts";
import { within } from "./within.ts";

/** Redis may be away for so long in the middle of a run. */
const awayLimitMs = 120_000;

/**
 * Waits for what is asked of Redis.
 *
 * @returns undefined when the run was aborted meanwhile
 * @throws Error when Redis stays away for two minutes
 */
export async function inTime<Value>(
  work: Promise<Value>,
  options: Pick<ClusterOptions, "redis" | "signal">,
): Promise<Value | undefined> {
  const done = await within(awayLimitMs, work, options.signal);
  if (done === undefined && !isStopped(options)) {
    const address = formatRedisAddress(options.redis);
    throw new Error(`Redis at ${address} has not answered for ${awayLimitMs / 1000} s: the run was given up`);
  }
  return done?.value;
}

export function isStopped({ signal }: Pick<ClusterOptions, "signal">): boolean {
  return signal?.aborted === true;
}
