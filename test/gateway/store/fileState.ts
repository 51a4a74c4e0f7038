import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

/** A sum of the bytes of a file, and what lies beside it. */
export function fileState(path: string): { readonly sum: string; readonly folder: readonly string[] } {
  const sum = createHash("sha256").update(readFileSync(path)).digest("hex");
  return { sum, folder: readdirSync(dirname(path)).sort() };
}
