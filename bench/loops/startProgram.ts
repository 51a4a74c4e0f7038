import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Listening } from "./sayAddress.ts";

export interface Started extends Listening {
  readonly child: ChildProcess;
}

/** Forks a program of this folder and waits until it listens. It ends with this process at the latest. */
export async function startProgram(program: string, ...args: readonly string[]): Promise<Started> {
  const child = fork(fileURLToPath(new URL(`./${program}.js`, import.meta.url)), [...args]);
  const [listening]: Listening[] = await once(child, "message");
  if (listening === undefined) throw new Error(`${program} said nothing`);
  return { ...listening, child };
}
