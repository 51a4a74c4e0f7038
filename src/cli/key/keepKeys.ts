import { keyHash } from "../../gateway/control/keyHash.ts";
import type { ResourceStore } from "../../gateway/resourceStore.ts";
import type { GivenKey } from "./givenKey.ts";

/** Keeps hashes of the keys. A key takes the place of another one of the same account and name. */
export function keepKeys(store: ResourceStore, keys: readonly GivenKey[]): void {
  const wanted = keys.map(({ account, name, key }) => ({ hash: keyHash(key), account, name }));
  store.change((tables) => {
    for (const { hash, account, name } of wanted) {
      const known = tables.allKeys().filter((each) => each.account === account && each.name === name);
      for (const other of known) if (other.hash !== hash) tables.deleteKey(other.hash);
      // A store that has the key already is not changed.
      if (!known.some((each) => each.hash === hash)) tables.putKey({ hash, account, name });
    }
  });
}
