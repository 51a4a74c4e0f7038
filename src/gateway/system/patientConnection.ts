import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { codeOf } from "../door/failureOfAttempt.ts";

/** Pauses before further tries, milliseconds: ten seconds together, far longer than a process that is well is busy. */
const pausesMs: readonly number[] = [5, 10, 20, 50, 100, ...Array.from({ length: 40 }, () => 250)];

/**
 * A connection to a socket of this machine. Where as many wait to be let in as may, which the system tells at once
 * (EAGAIN), it is tried again: whoever listens there is busy, and has not seen anything yet.
 *
 * @param wanted false: nobody waits for it any more
 * @returns undefined when it is not wanted any more
 * @throws Error of the system when nobody listens there, or is busy for more than ten seconds
 */
export async function patientConnection(path: string, wanted: () => boolean): Promise<Socket | undefined> {
  for (const pauseMs of pausesMs) {
    const socket = await tryAt(path);
    if (socket !== undefined) return socket;
    await setTimeout(pauseMs);
    if (!wanted()) return undefined;
  }
  return await connected(path);
}

async function tryAt(path: string): Promise<Socket | undefined> {
  try {
    return await connected(path);
  } catch (error) {
    if (error instanceof Error && codeOf(error) === "EAGAIN") return undefined;
    throw error;
  }
}

async function connected(path: string): Promise<Socket> {
  const socket = connect(path);
  await once(socket, "connect");
  return socket;
}
