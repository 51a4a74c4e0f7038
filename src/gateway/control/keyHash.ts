import { createHash } from "node:crypto";

/** SHA-256 of an API key, hexadecimal: all that is ever kept of it. */
export function keyHash(key: string): string {
  return createHash("sha256").update(key, "utf8").digest("hex");
}
