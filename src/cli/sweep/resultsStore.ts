import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { performance } from "node:perf_hooks";
import type { CellValues } from "../../experiment/sweep/cellValues.ts";
import {
  readStore,
  type StoreHead,
  type StoreReading,
  writeCell,
  writeHead,
} from "../../experiment/sweep/storedCells.ts";
import { errorText } from "../errorText.ts";
import { lockStore } from "./storeLock.ts";

/** The results of a sweep in a file that only grows, so that whatever ends the sweep, they stay. */
export interface ResultsStore {
  /** Those that were there when it was opened. */
  readonly cells: readonly CellValues[];
  /** Bytes of a last line that was not whole, and was taken away. */
  readonly tornBytes: number;
  /** @throws Error of the file system; what was written before stays */
  append(cells: readonly CellValues[]): void;
  /** What was written is on the disk, and the store free for others. */
  close(): void;
}

export type StoreOpening =
  | { readonly kind: "store"; readonly store: ResultsStore }
  /** It is not ours to write to: the file is as it was. */
  | { readonly kind: "mistake"; readonly line: string }
  /** Somebody else writes to it, or the file system refuses. */
  | { readonly kind: "failure"; readonly line: string };

/** How long a machine that loses its power may have been at work for nothing; a process that dies loses nothing. */
const syncEveryMs = 1000;

/** What a store holds for a sweep with this head, without touching it; no cells where there is no such file. */
export function peekStore(path: string, head: StoreHead): StoreReading {
  if (!existsSync(path)) return { kind: "cells", cells: [], wholeBytes: 0 };
  // A pipe or a device may never end.
  if (!statSync(path).isFile()) return { kind: "mistake", message: "this is no file: give the sweep another --store" };
  return readStore(readFileSync(path, "utf8"), head);
}

/** Opens a store for a sweep with this head, or makes one, and locks it. */
export function openStore(path: string, head: StoreHead): StoreOpening {
  try {
    // Before anything is made beside it: what is no store of ours is left alone.
    const first = peekStore(path, head);
    if (first.kind === "mistake") return { kind: "mistake", line: `${path}: ${first.message}` };
    const lock = lockStore(path);
    if (lock.kind === "taken") {
      const line = `${path}: ${lock.by} sweeps into this store: wait for it, or use another --store (if it is not there any more, remove ${lock.path})`;
      return { kind: "failure", line };
    }
    try {
      return openLocked(path, head, lock.release);
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    return { kind: "failure", line: `${path}: the store cannot be opened: ${errorText(error)}` };
  }
}

function openLocked(path: string, head: StoreHead, release: () => void): StoreOpening {
  const reading = peekStore(path, head);
  if (reading.kind === "mistake") {
    release();
    return { kind: "mistake", line: `${path}: ${reading.message}` };
  }
  const bytes = existsSync(path) ? statSync(path).size : 0;
  const file = openSync(path, "a");
  const { cells, wholeBytes } = reading;
  if (wholeBytes < bytes) ftruncateSync(file, wholeBytes);
  if (wholeBytes === 0) writeAll(file, writeHead(head));
  let syncedMs = performance.now();
  const store: ResultsStore = {
    cells,
    tornBytes: bytes - wholeBytes,
    append: (more) => {
      writeAll(file, more.map(writeCell).join(""));
      if (performance.now() - syncedMs < syncEveryMs) return;
      fsyncSync(file);
      syncedMs = performance.now();
    },
    close: () => {
      try {
        fsyncSync(file);
      } finally {
        closeSync(file);
        release();
      }
    },
  };
  return { kind: "store", store };
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
