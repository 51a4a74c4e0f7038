import { spawn } from "node:child_process";
import { once } from "node:events";
import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { expect } from "vitest";
import { steadyScenario } from "../cli/steadyScenario.ts";
import { requireTool } from "../requireTool.ts";
import { build, faraway, locally, written } from "./runHere.ts";
import { type RunningRedis, runRedis } from "./runRedis.ts";
import { workHere } from "./workers.ts";

const withRedis = requireTool("redis-server");

const steady = written(
  steadyScenario("steady", {
    replications: 12,
    timeline: [{ at: "20s", action: "scale", deployment: "green", replicas: 3 }],
    checks: [{ kind: "no-loss" }, { kind: "conforms" }, { kind: "threshold", metric: "response", is: "p(95)<2s" }],
  }),
);

/** So many requests at once that the limit of requests in flight is met. */
const flood = written(
  steadyScenario("flood", {
    duration: "6s",
    fleet: {
      blue: { replicas: 4, replica: { slots: 1, queue: 1_000_000, service: { kind: "fixed", value: "1000s" } } },
      green: { replicas: 4, replica: { slots: 1, queue: 1_000_000, service: { kind: "fixed", value: "1000s" } } },
    },
    traffic: { arrivals: { kind: "constant", rate: "1000000/s" } },
  }),
);

/** Waits until Redis holds nothing of any run: no job, setup or answer. A shard in hand is let go when it has ended. */
async function cleared({ look }: RunningRedis): Promise<void> {
  await until(async () => !(await look.keys("*")).some((key) => /:run-|:run:\d/.test(key)));
}

async function until(held: () => Promise<boolean>): Promise<void> {
  while (!(await held())) await new Promise((resolve) => setTimeout(resolve, 50));
}

withRedis("over Redis with two workers: the bytes of the run in one place, and nothing of it is left", async () => {
  const redis = await runRedis();
  const workers = [await workHere(redis.address, build), await workHere(redis.address, build)];
  const notes: string[] = [];
  const finished: number[] = [];
  const result = await faraway(steady, {
    redis: redis.address,
    onNote: (sentence) => notes.push(sentence),
    onProgress: ({ replicationsFinished }) => finished.push(replicationsFinished),
  });
  expect(JSON.stringify(result)).toBe(await locally(steady));
  expect(finished).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  expect(notes).toEqual([]);
  expect(workers.flatMap(({ troubles }) => troubles)).toEqual([]);
  await cleared(redis);
});

withRedis("two runs at once keep out of each other's way", async () => {
  const redis = await runRedis();
  await workHere(redis.address, build);
  const other = written(steadyScenario("other", { seed: "99", replications: 5 }));
  const results = await Promise.all([steady, other].map((each) => faraway(each, { redis: redis.address })));
  expect(results.map((each) => JSON.stringify(each))).toEqual([await locally(steady), await locally(other)]);
});

withRedis("a worker that dies with a shard costs nothing but time, and is told of", async () => {
  const redis = await runRedis();
  const notes: string[] = [];
  const running = faraway(steady, { redis: redis.address, onNote: (sentence) => notes.push(sentence) });
  await dyingWorker(redis, 1);
  await workHere(redis.address, build);
  expect(JSON.stringify(await running)).toBe(await locally(steady));
  expect(notes).toEqual([expect.stringMatching(/^a worker was lost with replication \d+; played by another$/)]);
});

withRedis("a shard that kills every worker ends the run with a sentence", async () => {
  const redis = await runRedis();
  const running = faraway(steady, { redis: redis.address, replications: 1 });
  const failed = expect(running).rejects.toThrow(
    "shard 1 of 1 (replication 1) failed: every worker that took it was lost",
  );
  await dyingWorker(redis, 3);
  await workHere(redis.address, build);
  await failed;
  await cleared(redis);
});

withRedis("Redis may crash and come back in the middle of a run", async () => {
  const redis = await runRedis();
  const worker = await workHere(redis.address, build);
  const notes: string[] = [];
  const lost = /^Redis at redis:\/\/127\.0\.0\.1:\d+ was lost \(.*\); trying again$/;
  const bothNoticed = async (): Promise<boolean> =>
    [notes, worker.troubles].every((sentences) => sentences.some((sentence) => lost.test(sentence)));
  let crash: Promise<void> | undefined;
  const result = await faraway(steady, {
    redis: redis.address,
    onNote: (sentence) => notes.push(sentence),
    onProgress: () => {
      crash ??= redis.crash(() => until(bothNoticed));
    },
  });
  await crash;
  expect(JSON.stringify(result)).toBe(await locally(steady));
  expect(notes.filter((note) => note.startsWith("Redis"))).toEqual([
    expect.stringMatching(lost),
    expect.stringMatching(/^Redis at redis:\/\/127\.0\.0\.1:\d+ is back$/),
  ]);
  await cleared(redis);
});

withRedis("a shard that cannot be played fails the run with its reason; the worker plays on", async () => {
  const redis = await runRedis();
  const worker = await workHere(redis.address, build);
  await expect(faraway(flood, { redis: redis.address })).rejects.toThrow(
    /^shard \d of 4 \(replication \d\) failed: replication \d could not be played: more than \d+ requests in flight/,
  );
  expect(worker.troubles).toContainEqual(expect.stringMatching(/run-1-shard-\d failed: .*requests in flight/));
  expect(JSON.stringify(await faraway(steady, { redis: redis.address }))).toBe(await locally(steady));
  await cleared(redis);
});

withRedis("a job that is no shard is refused; the worker plays on", async () => {
  const redis = await runRedis();
  const worker = await workHere(redis.address, build);
  await withQueue(redis.look, async (shards) => {
    for (const data of [7, {}, { build }, { build, run: "none", shard: 0, block: { from: 3, to: 3 } }]) {
      await shards.add("garbage", data, { removeOnFail: true });
    }
    await until(async () => worker.troubles.length === 4);
  });
  for (const trouble of worker.troubles) expect(trouble).toMatch(/^\d failed: this is no shard: .*expected/);
  expect(JSON.stringify(await faraway(steady, { redis: redis.address }))).toBe(await locally(steady));
});

withRedis("a worker of another version refuses the shards, and the run says who and what to do", async () => {
  const redis = await runRedis();
  await workHere(redis.address, "shuntyard 9.9.9 on Node 20");
  await expect(faraway(steady, { redis: redis.address })).rejects.toThrow(
    /^shard \d+ of 12 \(replication \d+\) failed: the run counts with shuntyard 0\.0\.0 on Node 20, but worker here is shuntyard 9\.9\.9 on Node 20: start workers of the run's version$/,
  );
  await cleared(redis);
});

withRedis("an aborted run ends with what is finished, and its jobs are removed", async () => {
  const redis = await runRedis();
  await workHere(redis.address, build);
  const stop = new AbortController();
  const result = await faraway(steady, {
    redis: redis.address,
    replications: 400,
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  expect(result.partial).toBe(true);
  expect(result.replications.finished).toBeGreaterThan(0);
  expect(result.replications.finished).toBeLessThan(400);
  await cleared(redis);
});

withRedis("without workers the run says so, and plays when one comes", async () => {
  const redis = await runRedis();
  const notes: string[] = [];
  const running = faraway(steady, { redis: redis.address, onNote: (sentence) => notes.push(sentence) });
  await until(async () => notes.length > 0);
  expect(notes).toEqual([`no worker is there yet; start some anywhere: shuntyard worker --redis ${redis.url}`]);
  await workHere(redis.address, build);
  expect(JSON.stringify(await running)).toBe(await locally(steady));
});

withRedis("a wrong password, none, and no server are told at once, without any password in the sentence", async () => {
  const redis = await runRedis({ password: "hush-hush" });
  const at = (password: string | undefined) => faraway(steady, { redis: { ...redis.address, password } });
  await expect(at("wrong-one")).rejects.toThrow(
    /^Redis at redis:\/\/127\.0\.0\.1:\d+ refused the password: see SHUNTYARD_REDIS_PASSWORD or SHUNTYARD_REDIS_URL \(WRONGPASS[^-]*-password pair/,
  );
  await expect(at(undefined)).rejects.toThrow(/wants a password: put it into SHUNTYARD_REDIS_PASSWORD$/);
  await expect(faraway(steady, { redis: { ...redis.address, port: 1 } })).rejects.toThrow(
    "Redis at redis://127.0.0.1:1 cannot be reached: connect ECONNREFUSED 127.0.0.1:1",
  );
  await workHere(redis.address, build);
  expect(JSON.stringify(await at("hush-hush"))).toBe(await locally(steady));
});

/** A worker that dies by SIGKILL with the first shard it gets; so many of them, one after the other. */
async function dyingWorker({ address: { host, port } }: RunningRedis, deaths: number): Promise<void> {
  const program = `
    import { Worker } from "bullmq";
    new Worker("shards", () => process.kill(process.pid, "SIGKILL"), {
      connection: { host: "${host}", port: ${port} }, prefix: "shuntyard",
      lockDuration: 2000, stalledInterval: 500, maxStalledCount: 2,
    });`;
  for (let death = 0; death < deaths; death++) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "inherit" });
    await once(child, "exit");
    expect(child.signalCode).toBe("SIGKILL");
  }
}

async function withQueue(connection: Redis, work: (shards: Queue) => Promise<void>): Promise<void> {
  const shards = new Queue("shards", { connection, prefix: "shuntyard" });
  try {
    await work(shards);
  } finally {
    await shards.close();
  }
}
