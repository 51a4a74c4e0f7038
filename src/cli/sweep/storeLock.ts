import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { kill, pid } from "node:process";
import { asFields } from "../../scenario/json/asFields.ts";

/** Keeps two sweeps off one store. */
export type StoreLock =
  | { readonly kind: "held"; readonly release: () => void }
  /** Somebody else has it; in words: "process 4711 on build-3". */
  | { readonly kind: "taken"; readonly by: string; readonly path: string };

/**
 * Takes the lock of a store: a file beside it that says who has it. One whose process is gone (killed, or the machine
 * restarted) is taken over; of a process on another machine nobody can tell.
 *
 * @throws Error of the file system when the file cannot be written
 */
export function lockStore(store: string): StoreLock {
  const path = `${store}.lock`;
  const draft = `${path}.${hostname()}-${pid}`;
  const mine = JSON.stringify({ pid, host: hostname(), started: startOf(pid) });
  writeFileSync(draft, mine);
  try {
    for (let tries = 0; tries < triesToTake; tries++) {
      if (linked(draft, path)) return { kind: "held", release: () => releaseLock(path, mine) };
      const theirs = textOf(path);
      if (theirs !== undefined && isAlive(theirs)) return { kind: "taken", by: inWords(theirs), path };
      if (theirs !== undefined) takeAway(path, theirs);
    }
    return { kind: "taken", by: "somebody who came first", path };
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A lock may come and go between two looks, but hardly so often. */
const triesToTake = 5;

/** A link is made whole or not at all, and never over another file. */
function linked(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** Between the look at a lock and its removal another may have taken it over: that one is put back. */
function takeAway(path: string, expected: string): void {
  const aside = `${path}.${hostname()}-${pid}.old`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (textOf(aside) !== expected) linked(aside, path);
  rmSync(aside, { force: true });
}

function releaseLock(path: string, mine: string): void {
  if (textOf(path) === mine) rmSync(path, { force: true });
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function isAlive(lock: string): boolean {
  const { pid: theirs, host, started } = fieldsOf(lock);
  if (typeof theirs !== "number" || !Number.isSafeInteger(theirs) || theirs <= 0) return false;
  if (host !== hostname()) return true;
  // The number of a process that died may have been given to another.
  const start = startOf(theirs);
  if (typeof started === "string" && start !== undefined) return start === started;
  try {
    return kill(theirs, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function inWords(lock: string): string {
  const { pid: theirs, host } = fieldsOf(lock);
  return `process ${String(theirs)} on ${String(host)}`;
}

function fieldsOf(lock: string): Readonly<Record<string, unknown>> {
  try {
    return asFields(JSON.parse(lock)) ?? {};
  } catch {
    return {};
  }
}

/** When a process started, in ticks since the machine did; undefined where that cannot be told, as beside Linux. */
function startOf(which: number): string | undefined {
  // The name of the program comes before, in brackets, and may hold anything.
  const afterName = textOf(`/proc/${which}/stat`)?.split(") ").at(-1);
  return afterName?.split(" ")[19];
}
