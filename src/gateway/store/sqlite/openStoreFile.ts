import { resolve } from "node:path";
import { StoreFault } from "../storeFault.ts";
import { Connection, text } from "./connection.ts";
import { noteOpened, wasOpenedHere } from "./filesOpenedHere.ts";
import { inspectFile } from "./inspectFile.ts";
import { migrate } from "./migrate.ts";
import type { Migration } from "./migrations/migration.ts";

/**
 * Opens the store at `path`, which is made when it is not there yet: of the schema of the last step, whole as far as a
 * quick check sees, in the mode in which a commit is on the disk before it returns. Gives what `prepare` makes of the
 * connection. A StoreFault says why a file cannot be opened; it is then as it was.
 */
export function openStoreFile<Prepared>(
  path: string,
  busyTimeoutMs: number,
  steps: readonly Migration[],
  prepare: (connection: Connection) => Prepared,
): Prepared {
  const file = resolve(path);
  if (!wasOpenedHere(file)) inspectFile(file, steps.at(-1)?.schema ?? 0);
  const connection = new Connection(file, busyTimeoutMs);
  noteOpened(file);
  try {
    refuseDamaged(connection);
    syncInFull(connection);
    migrate(connection, steps);
    // A statement that cannot be prepared is damage too, and the next step writes to the file.
    const prepared = prepare(connection);
    writeAhead(connection, busyTimeoutMs);
    return prepared;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function refuseDamaged(connection: Connection): void {
  const found = connection.value(`SELECT ${text("quick_check")} FROM pragma_quick_check(1)`);
  if (found === "ok") return;
  throw new StoreFault(
    "unusable",
    `The store ${connection.path} is damaged (${String(found).replaceAll("\n", ", ")}). The file was left untouched: ` +
      "restore a copy of it, or give another file.",
  );
}

function syncInFull(connection: Connection): void {
  connection.execute("PRAGMA synchronous = FULL");
  // On macOS a sync stops at the cache of the disk unless it is asked to go on; elsewhere this changes nothing.
  connection.execute("PRAGMA fullfsync = ON");
}

const pauseMs = 10;

/** Where another process opens or closes the file just now, the engine gives up at once instead of waiting. */
function writeAhead(connection: Connection, busyTimeoutMs: number): void {
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    try {
      const mode = connection.value("PRAGMA journal_mode = WAL");
      if (mode === "wal") return;
      throw new StoreFault(
        "unusable",
        `The store ${connection.path} cannot have a write-ahead log (the engine offers: ${String(mode)}). Put it on a ` +
          "disk of this machine: a network drive does not do.",
      );
    } catch (error) {
      if (!(error instanceof StoreFault) || error.kind !== "busy" || waitedMs >= busyTimeoutMs) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
  }
}
