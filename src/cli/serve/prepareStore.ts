import { sqliteResourceStore } from "../../gateway/store/sqlite/sqliteResourceStore.ts";
import { isLoopback } from "../../gateway/system/isLoopback.ts";
import { keepKeys } from "../key/keepKeys.ts";
import type { ServeRequest } from "./serveRequest.ts";

export type Preparation =
  /** `open`: there is no key, and calls need none. */
  { readonly kind: "prepared"; readonly open: boolean } | { readonly kind: "refused"; readonly sentence: string };

/**
 * Finds out whether calls will need a key, before anything listens, and keeps the given keys in the store file. Only on
 * loopback may a server be without.
 *
 * @throws StoreFault when the store file cannot be used
 */
export function prepareStore({ host, storePath, keys }: ServeRequest): Preparation {
  const open = storePath === undefined ? keys.length === 0 : !isKeyed(storePath, keys);
  if (!open || isLoopback(host)) return { kind: "prepared", open };
  const sentence =
    `--host: a key is required to listen at ${host}, which other machines may reach: ` +
    "--api-keys FILE, SHUNTYARD_API_KEYS, or shuntyard key create with --store";
  return { kind: "refused", sentence };
}

function isKeyed(path: string, keys: ServeRequest["keys"]): boolean {
  const store = sqliteResourceStore({ path });
  try {
    if (keys.length > 0) keepKeys(store, keys);
    return store.read((tables) => tables.allKeys().length > 0);
  } finally {
    store.close();
  }
}
