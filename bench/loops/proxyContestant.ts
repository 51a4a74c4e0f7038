import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { env, platform } from "node:process";
import { fileURLToPath } from "node:url";
import type { Contestant } from "../subject.ts";
import { cpuOfProcess } from "./cpuOfProcess.ts";
import { RawConnection } from "./rawConnection.ts";
import type { Listening } from "./sayAddress.ts";

/** What is sent through a proxy in a round. */
export interface Load {
  readonly connections: number;
  /** Requests of each connection, one after the other. */
  readonly requests: number;
  /** 0 for a whole answer. */
  readonly chunks: number;
}

/**
 * CPU nanoseconds of a proxy per request, or per chunk when there are chunks. The proxy and the replica behind it are
 * processes of their own; the load comes from this one.
 *
 * @param program file of this folder, without its ending
 */
export function proxyContestant(name: string, program: string, load: Load): Contestant {
  return {
    name,
    absence: () => absence(program),
    prepare: async () => {
      const replica = await start("replicaProgram");
      const proxy = await start(program, replica.url);
      const request = question(load.chunks);
      const opened = Array.from({ length: load.connections }, () => RawConnection.open(proxy.url, request));
      const connections = await Promise.all(opened);
      return async () => {
        const before = cpuOfProcess(proxy.pid);
        await Promise.all(connections.map((connection) => askInTurn(connection, load)));
        const parts = load.connections * load.requests * Math.max(1, load.chunks);
        return (cpuOfProcess(proxy.pid) - before) / parts;
      };
    },
  };
}

function absence(program: string): string | undefined {
  if (platform !== "linux") return "CPU of another process is counted on Linux only";
  if (program !== "nginxProgram") return undefined;
  const folders = [...(env["PATH"] ?? "").split(delimiter), "/usr/sbin"];
  return folders.some((folder) => existsSync(join(folder, "nginx"))) ? undefined : "nginx is not installed";
}

async function start(program: string, ...args: readonly string[]): Promise<Listening> {
  const child = fork(fileURLToPath(new URL(`./${program}.js`, import.meta.url)), [...args]);
  const [listening]: Listening[] = await once(child, "message");
  if (listening === undefined) throw new Error(`${program} said nothing`);
  return listening;
}

async function askInTurn(connection: RawConnection, { requests, chunks }: Load): Promise<void> {
  for (let i = 0; i < requests; i++) {
    const bytes = await connection.ask();
    if (bytes < 60 * Math.max(1, chunks)) throw new Error(`expected 200 and a whole answer, got ${bytes} bytes`);
  }
}

function question(chunks: number): Buffer {
  const body = JSON.stringify({ model: "r", messages: [{ role: "user", content: "x".repeat(140) }] });
  const headers = ["Host: bench", "Authorization: Bearer key", "Content-Type: application/json", `X-Chunks: ${chunks}`];
  const head = ["POST /v1/chat/completions HTTP/1.1", ...headers, `Content-Length: ${body.length}`];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
}
