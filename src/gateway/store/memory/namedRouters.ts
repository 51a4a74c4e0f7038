import type { RouterRecord } from "../../resources.ts";
import { positionOf } from "../position.ts";
import type { Watcher } from "./memoryTable.ts";
import { SortedItems } from "./sortedItems.ts";

/** Finds the routers of an account by the names that they mention. */
export class NamedRouters implements Watcher<RouterRecord> {
  private readonly routers = new Map<string, SortedItems<RouterRecord>>();
  private readonly namesOf: (router: RouterRecord) => readonly string[];

  constructor(namesOf: (router: RouterRecord) => readonly string[]) {
    this.namesOf = namesOf;
  }

  /** In ascending order of id. */
  find(account: string, name: string): readonly RouterRecord[] {
    return [...(this.routers.get(key(account, name))?.all ?? [])];
  }

  came(router: RouterRecord): void {
    for (const name of new Set(this.namesOf(router))) {
      const place = key(router.account, name);
      const known = this.routers.get(place) ?? new SortedItems((other) => positionOf(other, "id"));
      known.insert(router);
      this.routers.set(place, known);
    }
  }

  went(router: RouterRecord): void {
    for (const name of new Set(this.namesOf(router))) {
      const place = key(router.account, name);
      const known = this.routers.get(place);
      known?.remove(router);
      if (known?.all.length === 0) this.routers.delete(place);
    }
  }
}

function key(account: string, name: string): string {
  return JSON.stringify([account, name]);
}
