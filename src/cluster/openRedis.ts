import type { Redis } from "ioredis";
import type { Bullmq } from "./loadBullmq.ts";
import { formatRedisAddress, type RedisAddress } from "./redisAddress.ts";

const connectLimitMs = 10_000;
const longestPauseMs = 2_000;

/**
 * Connects to Redis, once to see that it can be done, and then for good: a connection that is lost later is made again,
 * and commands wait for it meanwhile.
 *
 * @param onTrouble told once each time the connection is lost, and once when it is back
 * @throws Error when it cannot be reached now, or does not let us in; the message says what to do
 */
export async function openRedis(
  { Redis: Client }: Pick<Bullmq, "Redis">,
  address: RedisAddress,
  onTrouble: (sentence: string) => void,
): Promise<Redis> {
  const options = optionsFor(address);
  await tryOnce(new Client({ ...options, lazyConnect: true, retryStrategy: () => null }), address);
  const redis = new Client({
    ...options,
    // What BullMQ asks for: a command waits until Redis is back.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(times * 100, longestPauseMs),
  });
  let lost = false;
  redis.on("error", (error: Error) => {
    if (!lost) onTrouble(`Redis at ${formatRedisAddress(address)} was lost (${reasonOf(error)}); trying again`);
    lost = true;
  });
  redis.on("ready", () => {
    if (lost) onTrouble(`Redis at ${formatRedisAddress(address)} is back`);
    lost = false;
  });
  return redis;
}

interface ServerOptions {
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly connectTimeout: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: object;
}

function optionsFor({ host, port, db, tls, username, password }: RedisAddress): ServerOptions {
  return {
    host,
    port,
    db,
    connectTimeout: connectLimitMs,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
  };
}

async function tryOnce(probe: Redis, address: RedisAddress): Promise<void> {
  let told: Error | undefined;
  probe.on("error", (error: Error) => {
    told ??= error;
  });
  try {
    await probe.connect();
    await probe.ping();
  } catch (error) {
    throw new Error(explain(told ?? error, address), { cause: error });
  } finally {
    probe.disconnect();
  }
}

function explain(error: unknown, address: RedisAddress): string {
  const reason = reasonOf(error);
  const where = `Redis at ${formatRedisAddress(address)}`;
  if (/WRONGPASS|invalid password|without any password/i.test(reason)) {
    return `${where} refused the password: see SHUNTYARD_REDIS_PASSWORD or SHUNTYARD_REDIS_URL (${reason})`;
  }
  if (/NOAUTH/.test(reason)) return `${where} wants a password: put it into SHUNTYARD_REDIS_PASSWORD`;
  if (/NOPERM/.test(reason)) return `${where} does not let this user do what is needed: ${reason}`;
  return `${where} cannot be reached: ${reason}`;
}

/** Of an error that may hold others, as where a host has several addresses. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
