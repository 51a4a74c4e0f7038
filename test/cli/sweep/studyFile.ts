import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { studyText } from "../../scenario/study/studyText.ts";
import { builtMain, type Ended, shuntyard } from "../built.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

/** A folder with a study in it, and the command on that study with its store in the same folder. */
export interface StudyFolder {
  readonly path: string;
  readonly study: string;
  readonly store: string;
  readonly inFolder: (name: string) => string;
  readonly sweep: (...argv: readonly string[]) => Promise<Ended>;
}

export function studyFolder(others: Readonly<Record<string, unknown>> = {}): StudyFolder {
  const { path, file } = temporaryFolder();
  const study = file("study.json", studyText(others));
  const store = join(path, "store.jsonl");
  return {
    ...{ path, study, store },
    inFolder: (name) => join(path, name),
    sweep: (...argv) => shuntyard(["sweep", study, "--store", store, "--quiet", ...argv]),
  };
}

/** Lines in a store, the empty one at its end included; 0 where there is none. */
export function linesOf(store: string): number {
  try {
    return readFileSync(store, "utf8").split("\n").length;
  } catch {
    return 0;
  }
}

/** Starts the sweep and sends it a signal as soon as it has kept more than was there before. */
export async function disturbedSweep(
  { study, store }: StudyFolder,
  signal: NodeJS.Signals,
  ...argv: readonly string[]
): Promise<Ended & { readonly signal: NodeJS.Signals | null }> {
  const before = Math.max(2, linesOf(store));
  const command = [builtMain(), "sweep", study, "--store", store, "--quiet", "-w", "1", ...argv];
  const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "close");
  const texts = Promise.all([text(child.stdout), text(child.stderr)]);
  while (linesOf(store) <= before && child.exitCode === null) await pause(2);
  child.kill(signal);
  await ended;
  const [stdout, stderr] = await texts;
  return { code: child.exitCode, signal: child.signalCode, stdout, stderr };
}
