import type { ResourceStore } from "../resourceStore.ts";

/** The store, with somebody who is told of every change that is made through it, before that change returns. */
export function followedStore(store: ResourceStore, changed: () => void): ResourceStore {
  return {
    read: (work) => store.read(work),
    change: (work) => {
      const before = store.version;
      const result = store.change(work);
      if (store.version !== before) changed();
      return result;
    },
    get version() {
      return store.version;
    },
    close: () => store.close(),
  };
}
