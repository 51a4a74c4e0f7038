import { StoreFault } from "../storeFault.ts";

/** What the database engine threw, as a sentence about the store at `path`. */
export function sqliteFault(path: string, busyTimeoutMs: number, error: unknown): StoreFault {
  const reason = error instanceof Error ? error.message : String(error);
  const code = resultCodeOf(error);
  if (code === busy || code === locked) {
    return new StoreFault(
      "busy",
      `The store ${path} was held by another process for ${busyTimeoutMs} ms (${reason}). Nothing was kept of this try: ` +
        "try again, and see which processes use the file.",
      error,
    );
  }
  return new StoreFault(
    "unusable",
    `The store ${path} ${sentences.get(code) ?? "failed. See the reason"} (${reason}).`,
    error,
  );
}

// Result codes: https://www.sqlite.org/rescode.html
const busy = 5;
const locked = 6;
const cannotOpen = 14;
const sentences: ReadonlyMap<number, string> = new Map([
  [8, "cannot be written. Let this user write the file and its folder"],
  [10, "could not be read or written. See to the disk under it"],
  [11, "is damaged. Restore a copy of it, or give another file"],
  [13, "cannot grow: the disk is full. Nothing was kept of this change; make room and try again"],
  [cannotOpen, "cannot be opened. Let this user write the file and its folder"],
  [26, "is no database, or an encrypted one. Give the path of a store, or of a file that is not there yet"],
]);

/** Without its extension. A failure to connect has its code only at the end of its message. */
function resultCodeOf(error: unknown): number {
  if (!(error instanceof Error)) return 0;
  if ("rawCode" in error && typeof error.rawCode === "number") return error.rawCode & 0xff;
  return error.message.endsWith(`: ${cannotOpen}")`) ? cannotOpen : 0;
}
