import { statSync } from "node:fs";

/**
 * Files that this process has opened as stores. Such a file must never be opened and closed beside the database engine
 * again: on POSIX systems closing any handle of a file drops all locks that the process has on it, those of the engine
 * too, and other processes would then tidy away what is still in use. (Threads count as the same process: open a store in
 * one thread of it.)
 */
const opened = new Set<string>();

export function wasOpenedHere(path: string): boolean {
  const identity = identityOf(path);
  return identity !== undefined && opened.has(identity);
}

export function noteOpened(path: string): void {
  const identity = identityOf(path);
  if (identity !== undefined) opened.add(identity);
}

/** A number of an inode is used again; with its birth it is the one file, under whatever name. Undefined for none. */
function identityOf(path: string): string | undefined {
  try {
    const { dev, ino, birthtimeNs } = statSync(path, { bigint: true });
    return `${dev}:${ino}:${birthtimeNs}`;
  } catch {
    return undefined;
  }
}
