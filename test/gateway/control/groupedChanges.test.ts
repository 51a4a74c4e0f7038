import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished, test } from "vitest";
import { groupedChanges } from "../../../src/gateway/control/groupedChanges.ts";
import type { ResourceStore } from "../../../src/gateway/resourceStore.ts";
import { memoryResourceStore } from "../../../src/gateway/store/memory/memoryResourceStore.ts";
import { sqliteResourceStore } from "../../../src/gateway/store/sqlite/sqliteResourceStore.ts";
import { StoreFault } from "../../../src/gateway/store/storeFault.ts";
import { temporaryFolder } from "../../cli/temporaryFolder.ts";
import { routerRecord } from "../store/records.ts";

interface Edit {
  readonly kind: "put" | "delete" | "put, then throw";
  readonly id: string;
  readonly name: string;
}

const edits = fc.array(
  fc.record<Edit>({
    kind: fc.constantFrom("put", "delete", "put, then throw"),
    id: fc.constantFrom("a", "b", "c"),
    name: fc.stringMatching(/^[a-z]{1,3}$/),
  }),
  { maxLength: 8 },
);

const stores: Readonly<Record<string, () => ResourceStore>> = {
  memory: memoryResourceStore,
  SQLite: () => sqliteResourceStore({ path: join(temporaryFolder().path, "store.db") }),
};

describe.each(Object.entries(stores))("changes of one turn, kept in one transaction: %s", (_, newStore) => {
  it("come to what they come to one after the other, and only those that throw fail", async () => {
    await fc.assert(
      fc.asyncProperty(edits, async (made) => {
        const together = newStore();
        const change = groupedChanges(together);
        const results = await Promise.allSettled(made.map((edit) => change(workOf(edit))));
        const inTurn = newStore();
        const expected = made.map((edit) => attempt(() => inTurn.change(workOf(edit))));
        expect(results.map(({ status }) => status)).toEqual(expected);
        expect(names(together)).toEqual(names(inTurn));
        together.close();
        inTurn.close();
      }),
      { numRuns: 30 },
    );
  });

  it("are one change of the store", async () => {
    const store = newStore();
    onTestFinished(() => store.close());
    const change = groupedChanges(store);
    const versions = ["a", "b", "c"].map((id) =>
      change((tables) => {
        tables.routers.put(routerRecord({ id }));
        return tables.version;
      }),
    );
    expect(names(store)).toEqual([]);
    expect(await Promise.all(versions)).toEqual([1, 1, 1]);
    expect([store.version, names(store).length]).toEqual([1, 3]);
  });

  it("are refused when they give a promise, and nothing of them is kept", async () => {
    const store = newStore();
    onTestFinished(() => store.close());
    const late = groupedChanges(store)(async (tables) => tables.routers.put(routerRecord()));
    await expect(late).rejects.toThrow(/gave a promise/);
    expect(names(store)).toEqual([]);
  });
});

test("a group is not made larger by those who are already waiting in great number", async () => {
  const store = memoryResourceStore();
  const change = groupedChanges(store);
  await Promise.all(
    Array.from({ length: 1000 }, (_, i) => change((tables) => tables.routers.put(routerRecord({ id: `r${i}` })))),
  );
  expect(names(store)).toHaveLength(1000);
  expect(store.version).toBe(4);
});

test("a store that another process holds is waited for once a group, not once a change", async () => {
  let waits = 0;
  const store: ResourceStore = {
    ...memoryResourceStore(),
    change: () => {
      waits++;
      throw new StoreFault("busy", "held");
    },
  };
  const change = groupedChanges(store);
  const results = await Promise.allSettled([1, 2, 3].map(() => change(() => undefined)));
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(waits).toBe(1);
});

function workOf({ kind, id, name }: Edit): Parameters<ResourceStore["change"]>[0] {
  return (tables) => {
    if (kind === "delete") tables.routers.delete("acme", id);
    else tables.routers.put(routerRecord({ id, displayName: name }));
    if (kind === "put, then throw") throw new Error("a mistake of the calling code");
  };
}

function attempt(work: () => unknown): "fulfilled" | "rejected" {
  try {
    work();
    return "fulfilled";
  } catch {
    return "rejected";
  }
}

function names(store: ResourceStore): readonly (readonly [string, string])[] {
  return store.read(({ routers }) => routers.all().map(({ id, displayName }) => [id, displayName]));
}
