import type { KeyRecord } from "../resources.ts";
import { type Principal, principalByHash } from "./principal.ts";

/** The keys that are good, in memory: whoever asks with every request does not read the store. */
export class KeyRing {
  private records: ReadonlyMap<string, KeyRecord>;

  constructor(keys: readonly KeyRecord[]) {
    this.records = byHash(keys);
  }

  /** From now on these are good, and no others. */
  replace(keys: readonly KeyRecord[]): void {
    this.records = byHash(keys);
  }

  /** Whom a key belongs to; takes the same time whether it is known or not. */
  principalOf(key: string): Principal | undefined {
    return principalByHash(key, (hash) => this.records.get(hash));
  }
}

function byHash(keys: readonly KeyRecord[]): ReadonlyMap<string, KeyRecord> {
  return new Map(keys.map((key) => [key.hash, key]));
}
