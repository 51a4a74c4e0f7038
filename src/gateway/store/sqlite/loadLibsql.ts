import { createRequire } from "node:module";
import type Database from "libsql";
import { StoreFault } from "../storeFault.ts";

/**
 * The database engine. Loaded when a store is opened and not before, since its machine code comes in a package of its own
 * that an installation can lack.
 */
export function loadLibsql(): typeof Database {
  try {
    return createRequire(import.meta.url)("libsql");
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new StoreFault(
      "unusable",
      `The database engine for the durable store cannot be loaded (${reason}). Its machine code is an optional ` +
        `dependency of the package libsql: install again without --omit=optional. Wanted: ${process.platform} ` +
        `${process.arch}.`,
      error,
    );
  }
}
