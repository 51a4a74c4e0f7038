import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Contestant } from "../subject.ts";
import { question } from "./question.ts";
import { RawConnection } from "./rawConnection.ts";
import { type Started, startProgram } from "./startProgram.ts";

/** What a crowd found: what went wrong, and bytes of memory that the door took for each of it. */
interface Found {
  readonly failed: number;
  readonly memory: number;
}

/** Keep-alive connections that have been used and then wait, all at once. Afterwards every one of them is used again. */
export function idleConnections(count: number): Contestant {
  return crowd(`${count} idle connections`, count, async (door) => {
    const before = residentBytes(door.pid);
    const connections = await openAll(door, count, question({ chunks: 0, everyMs: 1 }));
    const first = await failuresOf(connections);
    await sleep(2000);
    const memory = (residentBytes(door.pid) - before) / count;
    const failed = first + (await failuresOf(connections));
    for (const connection of connections) connection.close();
    return { failed, memory };
  });
}

/** Streams that are all open at once: every one has begun before the first one ends, and all of them end whole. */
export function openStreams(count: number): Contestant {
  const chunks = 40;
  return crowd(`${count} open streams`, 2 * count, async (door) => {
    const before = residentBytes(door.pid);
    const connections = await openAll(door, count, question({ chunks, everyMs: 500 }));
    const answers = connections.map((connection) => connection.ask());
    while (connections.some(({ received }) => received === 0)) await sleep(50);
    const memory = (residentBytes(door.pid) - before) / count;
    const bytes = await Promise.all(answers);
    for (const connection of connections) connection.close();
    return { failed: bytes.filter((length) => length < 60 * chunks).length, memory };
  });
}

/** A round in a fresh door: memory that a process has had once, it has for good. */
function crowd(name: string, files: number, play: (door: Started) => Promise<Found>): Contestant {
  return {
    name,
    warmUp: false,
    absence: () => absence(files + 500),
    prepare: async () => {
      const replica = await startProgram("replicaProgram");
      return async () => {
        const door = await startProgram("doorProgram", replica.url);
        await warmUp(door);
        const { failed, memory } = await play(door);
        door.child.disconnect();
        await once(door.child, "exit");
        return { failed, memory };
      };
    },
  };
}

/** Node raises the limit of open files to the highest that it may have by itself. */
function absence(files: number): string | undefined {
  if (!existsSync("/proc/self/limits")) return "memory of another process is counted on Linux only";
  const [, most = ""] = /^Max open files +\S+ +(\S+)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
  return Number(most) < files ? `at most ${most} files may be open here: ulimit -Hn ${files}` : undefined;
}

/** Code that runs for the first time takes memory of its own. */
async function warmUp(door: Started): Promise<void> {
  const connections = await openAll(door, 50, question({ chunks: 3, everyMs: 1 }));
  for (let i = 0; i < 40; i++) await failuresOf(connections);
  for (const connection of connections) connection.close();
}

async function openAll(door: Started, count: number, request: Buffer): Promise<readonly RawConnection[]> {
  const connections: RawConnection[] = [];
  while (connections.length < count) {
    const some = Math.min(200, count - connections.length);
    connections.push(...(await Promise.all(Array.from({ length: some }, () => RawConnection.open(door.url, request)))));
  }
  return connections;
}

/** Asks over each, fifty at a time, and counts those that got no whole answer. */
async function failuresOf(connections: readonly RawConnection[]): Promise<number> {
  let failed = 0;
  for (let at = 0; at < connections.length; at += 50) {
    const bytes = await Promise.all(connections.slice(at, at + 50).map((connection) => connection.ask()));
    failed += bytes.filter((length) => length < 60).length;
  }
  return failed;
}

function residentBytes(pid: number): number {
  const [, kilobytes = ""] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}
