import { closeSync, openSync, readSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { StoreFault } from "../storeFault.ts";

/** "Shnt": the mark that a database file is a store of this program. */
export const applicationId = 0x53686e74;

/** Bytes of the head of an SQLite file (https://www.sqlite.org/fileformat.html, section 1.3). */
const headLength = 100;
const magic = "SQLite format 3\0";
const schemaOffset = 60;
const applicationOffset = 68;

/**
 * Looks whether a file may be opened as a store, before the database engine comes near it: opening alone can make the
 * engine tidy up the file of another program. True when there is a store, false when there is nothing yet; everything
 * else is refused with a StoreFault, the file untouched.
 */
export function inspectFile(path: string, knownSchema: number): boolean {
  const head = readHead(path);
  if (head === undefined || head.length === 0) return false;
  if (head.length < headLength || head.toString("latin1", 0, magic.length) !== magic) {
    throw refused(path, "is no store: it does not begin as a database does");
  }
  refuseOthers(path, head.readUInt32BE(applicationOffset));
  refuseNewer(path, head.readUInt32BE(schemaOffset), knownSchema);
  return true;
}

/** Refuses the database of another program. */
export function refuseOthers(path: string, found: number): void {
  if (found === applicationId) return;
  const hex = (id: number): string => `0x${id.toString(16)}`;
  throw refused(path, `is a database of another program (its mark is ${hex(found)}, ours is ${hex(applicationId)})`);
}

/** Refuses a store that a later version of this program has written. */
export function refuseNewer(path: string, schema: number, knownSchema: number): void {
  if (schema <= knownSchema) return;
  throw new StoreFault(
    "unusable",
    `${path} was written by a newer version: its schema is ${schema}, this program knows up to ${knownSchema}. The file ` +
      "was left untouched: use the newer version, or give another file.",
  );
}

function refused(path: string, what: string): StoreFault {
  return new StoreFault(
    "unusable",
    `${path} ${what}. The file was left untouched: give the path of a store, or of a file that is not there yet.`,
  );
}

/** Undefined when there is no such file. */
function readHead(path: string): Buffer | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) {
      refuseWithoutFolder(path);
      return undefined;
    }
    if (!stats.isFile()) throw refused(path, stats.isDirectory() ? "is a folder" : "is no plain file");
    return firstBytes(path);
  } catch (error) {
    throw error instanceof StoreFault ? error : inaccessible(path, error);
  }
}

function refuseWithoutFolder(path: string): void {
  const folder = dirname(path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new StoreFault(
    "unusable",
    `The store ${path} cannot be made: ${folder} is no folder. Make it, or give another path.`,
  );
}

/** Opens for writing too, to find out now whether that is allowed. */
function firstBytes(path: string): Buffer {
  const file = openSync(path, "r+");
  try {
    const bytes = Buffer.alloc(headLength);
    return bytes.subarray(0, readSync(file, bytes, 0, headLength, 0));
  } finally {
    closeSync(file);
  }
}

function inaccessible(path: string, error: unknown): StoreFault {
  const reason = error instanceof Error ? error.message : String(error);
  return new StoreFault(
    "unusable",
    `The store ${path} cannot be opened for reading and writing (${reason}). Let this user write the file and its folder, ` +
      "or give another path.",
    error,
  );
}
