import type { ResourceStore, ResourceTables } from "../resourceStore.ts";
import { finishedWork } from "../store/finishedWork.ts";
import { StoreFault } from "../store/storeFault.ts";

/** Makes a change and gives what it came to once it is kept for good. */
export type MakeChange = <T>(work: (tables: ResourceTables) => T) => Promise<T>;

/** One change: `run` does the work and gives what tells its maker; `fail` tells that it is not kept. */
interface Waiting {
  readonly run: (tables: ResourceTables) => () => void;
  readonly fail: (error: unknown) => void;
}

/** More would keep everybody else waiting for too long. */
const largestGroup = 256;

/**
 * Changes that come in the same turn of the event loop are kept in one transaction, in the order in which they came:
 * what makes a change slow is to wait until it is on the disk, and so many changes wait once. Nobody hears of a change
 * before that. Each is still whole or not at all: when one of a group throws, nothing of the group is kept, and each is
 * made again by itself. So `work` must have no effects but on the tables.
 */
export function groupedChanges(store: ResourceStore): MakeChange {
  let waiting: Waiting[] = [];

  function keep(): void {
    const group = waiting.slice(0, largestGroup);
    waiting = waiting.slice(largestGroup);
    if (waiting.length > 0) setImmediate(keep);
    const failed = tryTogether(store, group);
    if (failed === undefined) return;
    // Who could not get at the store together would wait as long once more, each by itself.
    const isBusy = failed.error instanceof StoreFault && failed.error.kind === "busy";
    for (const change of group) {
      const alone = isBusy || group.length === 1 ? failed : tryTogether(store, [change]);
      if (alone !== undefined) change.fail(alone.error);
    }
  }

  return (work) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(keep);
      waiting.push({
        run: (tables) => {
          const result = finishedWork(work, tables);
          return () => resolve(result);
        },
        fail: reject,
      });
    });
}

function tryTogether(store: ResourceStore, group: readonly Waiting[]): { readonly error: unknown } | undefined {
  try {
    const tellings = store.change((tables) => group.map(({ run }) => run(tables)));
    for (const tell of tellings) tell();
    return undefined;
  } catch (error) {
    return { error };
  }
}
