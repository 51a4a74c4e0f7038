import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { RedisAddress } from "../../src/cluster/redisAddress.ts";
import type { workOnShards as WorkOnShards } from "../../src/cluster/workOnShards.ts";
import { built } from "./built.ts";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

export interface WorkerProcess {
  readonly process: ChildProcess;
  /** Waits until it has said something like that. */
  readonly says: (pattern: RegExp) => Promise<void>;
}

/** `shuntyard worker` as a process of its own, until the test is over. */
export async function startWorker(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<WorkerProcess> {
  const env = { PATH: process.env["PATH"], ...environment };
  const child = spawn(process.execPath, [main, "worker", "-c", "1", ...argv], {
    env,
    stdio: ["ignore", "inherit", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk;
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  });
  const says = async (pattern: RegExp): Promise<void> => {
    while (!pattern.test(said)) {
      if (child.exitCode !== null) throw new Error(`the worker ended: ${said}`);
      await Promise.race([once(child.stderr, "data"), once(child, "exit")]);
    }
  };
  await says(/waits for shards/);
  return { process: child, says };
}

export interface WorkingThread {
  readonly troubles: readonly string[];
  /** Ends it after what it has in hand. */
  readonly stop: () => Promise<void>;
}

/** A worker within this process, with threads of the built code, until the test is over. */
export async function workHere(redis: RedisAddress, build: string): Promise<WorkingThread> {
  const { workOnShards }: { workOnShards: typeof WorkOnShards } = await import(built("cluster/workOnShards.js"));
  const stop = new AbortController();
  const troubles: string[] = [];
  let waits = (): void => {};
  const begun = new Promise<void>((resolve) => {
    waits = resolve;
  });
  const work = workOnShards({
    redis,
    build,
    name: "here",
    concurrency: 1,
    signal: stop.signal,
    onNews: (sentence) => {
      if (sentence.includes("waits for shards")) waits();
    },
    onTrouble: (sentence) => troubles.push(sentence),
    watch: { lockMs: 5_000, lookMs: 1_000, mostLost: 3 },
  });
  const end = async (): Promise<void> => {
    stop.abort();
    await work;
  };
  onTestFinished(end);
  await Promise.race([begun, work]);
  return { troubles, stop: end };
}
