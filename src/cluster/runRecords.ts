import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Redis } from "ioredis";
import { PlainFields, ShapeError } from "../experiment/plainFields.ts";
import { plainValue } from "../experiment/plainValue.ts";
import type { Plan } from "../experiment/plan.ts";
import type { WorkerSetup } from "../experiment/playBlock.ts";
import { readTally } from "../experiment/readTally.ts";
import { scenarioFingerprint } from "../experiment/scenarioFingerprint.ts";
import type { ScenarioText } from "../experiment/scenarioText.ts";
import { readScenario, readSource, readStrategy } from "../experiment/shardFile.ts";
import type { Tally, TallyState } from "../experiment/tally.ts";
import { prefix } from "./queues.ts";

/** What Redis forgets of a run that nobody has looked after for so long. */
const keptMs = 3_600_000;

/** Unpacked texts at most: far above any tally or scenario, far below what would fill a machine. */
const mostBytes = 512 * 2 ** 20;

/** What a worker made of a shard. */
export interface ShardAnswer {
  readonly tally: Tally;
  /** How often it was begun; above 1 when a worker was lost with it. */
  readonly tries: number;
}

/**
 * What a run keeps in Redis beside its jobs: what is to be played, once for all shards, and their tallies, a field each
 * in one hash. A shard that is played twice writes the same bytes into the same field.
 */
export class RunRecords {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  /** Writes what is to be played; the name of the run, which no other has. */
  async begin({ scenario, seed, strategy }: WorkerSetup, source: ScenarioText): Promise<string> {
    const setup = { source, fingerprint: scenarioFingerprint(scenario), seed, strategy: strategy ?? null };
    const run = String(await this.#redis.incr(`${prefix}:run:last`));
    await this.#redis.set(setupKey(run), await packed(setup), "PX", keptMs);
    return run;
  }

  /**
   * @returns undefined when the run is over or was given up
   * @throws ShapeError when it makes no sense here
   */
  async readSetup(run: string): Promise<WorkerSetup | undefined> {
    const bytes = await this.#redis.getBuffer(setupKey(run));
    if (bytes === null) return undefined;
    const fields = new PlainFields(await unpacked(bytes), "setup");
    const scenario = readScenario(readSource(fields.value("source")), fields.text("fingerprint"));
    return { scenario, seed: fields.text("seed"), strategy: readStrategy(fields.value("strategy")) };
  }

  async isWanted(run: string): Promise<boolean> {
    return (await this.#redis.exists(setupKey(run))) === 1;
  }

  /** @param shard its number, from 0 */
  async writeAnswer(run: string, shard: number, tally: TallyState, tries: number): Promise<void> {
    await this.#redis.hset(answersKey(run), String(shard), await packed({ tally, tries }));
    await this.#redis.pexpire(answersKey(run), keptMs);
  }

  /** The shards that are answered and not among those known. */
  async newAnswers(run: string, known: ReadonlySet<number>): Promise<readonly number[]> {
    if ((await this.#redis.hlen(answersKey(run))) === known.size) return [];
    const shards = (await this.#redis.hkeys(answersKey(run))).map(Number);
    return shards.filter((shard) => !known.has(shard));
  }

  /** @throws Error when the answer is gone or makes no sense */
  async readAnswer(run: string, shard: number, plan: Plan): Promise<ShardAnswer> {
    const bytes = await this.#redis.hgetBuffer(answersKey(run), String(shard));
    if (bytes === null) throw new Error(`the answer to shard ${shard + 1} is gone from Redis`);
    const fields = new PlainFields(await unpacked(bytes), "answer");
    return { tally: readTally(plan, fields.value("tally")), tries: fields.integer("tries") };
  }

  /** Says that the run is still looked after. */
  async keep(run: string): Promise<void> {
    await this.#redis.pexpire(setupKey(run), keptMs);
    await this.#redis.pexpire(answersKey(run), keptMs);
  }

  async remove(run: string): Promise<void> {
    await this.#redis.del(setupKey(run), answersKey(run));
  }
}

function setupKey(run: string): string {
  return `${prefix}:run:${run}:setup`;
}

function answersKey(run: string): string {
  return `${prefix}:run:${run}:answers`;
}

const zip = promisify(gzip);
const unzip = promisify(gunzip);

async function packed(value: unknown): Promise<Buffer> {
  return zip(JSON.stringify(value, plainValue));
}

async function unpacked(bytes: Buffer): Promise<unknown> {
  try {
    return JSON.parse((await unzip(bytes, { maxOutputLength: mostBytes })).toString("utf8"));
  } catch (error) {
    throw new ShapeError(`what Redis holds cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
