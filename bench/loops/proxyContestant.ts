import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { env, platform } from "node:process";
import type { Contestant } from "../subject.ts";
import { cpuOfProcess } from "./cpuOfProcess.ts";
import { question } from "./question.ts";
import { RawConnection } from "./rawConnection.ts";
import { startProgram } from "./startProgram.ts";

/** What is sent through a proxy in a round. */
export interface Load {
  /** So often all of it; the cheapest counts. A neighbour on the same core makes each cycle dearer, never cheaper. */
  readonly bursts: number;
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
      const replica = await startProgram("replicaProgram");
      const proxy = await startProgram(program, replica.url);
      const request = question({ chunks: load.chunks, everyMs: 1 });
      const opened = Array.from({ length: load.connections }, () => RawConnection.open(proxy.url, request));
      const connections = await Promise.all(opened);
      const burst = async (): Promise<number> => {
        const before = cpuOfProcess(proxy.pid);
        await Promise.all(connections.map((connection) => askInTurn(connection, load)));
        const parts = load.connections * load.requests * Math.max(1, load.chunks);
        return (cpuOfProcess(proxy.pid) - before) / parts;
      };
      return async () => {
        let least = Number.POSITIVE_INFINITY;
        for (let i = 0; i < load.bursts; i++) least = Math.min(least, await burst());
        return least;
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

async function askInTurn(connection: RawConnection, { requests, chunks }: Load): Promise<void> {
  for (let i = 0; i < requests; i++) {
    const bytes = await connection.ask();
    if (bytes < 60 * Math.max(1, chunks)) throw new Error(`expected 200 and a whole answer, got ${bytes} bytes`);
  }
}
