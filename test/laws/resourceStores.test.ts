import { join } from "node:path";
import { describe, it } from "vitest";
import type { ResourceStore } from "../../src/gateway/resourceStore.ts";
import { memoryResourceStore } from "../../src/gateway/store/memory/memoryResourceStore.ts";
import { sqliteResourceStore } from "../../src/gateway/store/sqlite/sqliteResourceStore.ts";
import { temporaryFolder } from "../cli/temporaryFolder.ts";
import {
  holdsToItsTransactions,
  keepsACopy,
  keepsWhatItIsGiven,
  type MakeStore,
  pagesLoseAndDoubleNothing,
  refusesPagesThatCannotBe,
  refusesWhatItCouldNotGiveBack,
} from "./resourceStoreLaws.ts";

/** Every one in a file of its own. */
function freshFiles(): MakeStore {
  const folder = temporaryFolder().path;
  let made = 0;
  return (): ResourceStore => sqliteResourceStore({ path: join(folder, `${made++}.db`) });
}

describe.each([
  ["in memory", (): MakeStore => memoryResourceStore],
  ["in a file", freshFiles],
])("a resource store %s", (_where, stores) => {
  it("gives back what was kept, keeps nothing of a change that throws, counts its versions", () =>
    keepsWhatItIsGiven(stores()));
  it("loses and doubles nothing on its pages, whatever is changed between them", () =>
    pagesLoseAndDoubleNothing(stores()));
  it("refuses what it could not give back", () => refusesWhatItCouldNotGiveBack(stores()));
  it("keeps a copy of what it is given", () => keepsACopy(stores()));
  it("refuses pages that cannot be", () => refusesPagesThatCannotBe(stores()));
  it("runs one transaction at a time, and its tables end with it", () => holdsToItsTransactions(stores()));
});
