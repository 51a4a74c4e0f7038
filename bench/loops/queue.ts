import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { env, execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { freePort } from "../../src/gateway/system/freePort.ts";

const main = fileURLToPath(new URL("../../../../dist/cli/main.js", import.meta.url));

/** Why nothing can be measured by way of Redis; undefined when it can. */
export function whyNoQueue(): string | undefined {
  const folders = (env["PATH"] ?? "").split(delimiter);
  return folders.some((folder) => existsSync(join(folder, "redis-server")))
    ? undefined
    : "redis-server is not installed";
}

/** A Redis that keeps nothing and a `shuntyard worker`, both until this process ends. @returns the address of the former */
export async function startQueue(concurrency: number): Promise<string> {
  const port = await freePort("127.0.0.1", 0);
  const url = `redis://127.0.0.1:${port}`;
  const options = ["--bind", "127.0.0.1", "--port", String(port), "--save", "", "--appendonly", "no"];
  const redis = spawn("redis-server", options, { stdio: ["ignore", "pipe", "ignore"] });
  endWithThis(redis);
  await said(redis, redis.stdout, /Ready to accept/);
  const worker = spawn(execPath, [main, "worker", "--redis", url, "-c", String(concurrency)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  endWithThis(worker);
  await said(worker, worker.stderr, /waits for shards/);
  return url;
}

function endWithThis(child: ChildProcess): void {
  process.on("exit", () => child.kill("SIGKILL"));
}

async function said(child: ChildProcess, stream: NodeJS.ReadableStream, pattern: RegExp): Promise<void> {
  let text = "";
  stream.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  while (!pattern.test(text)) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended: ${text}`);
    await Promise.race([once(stream, "data"), once(child, "exit")]);
  }
}
