import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { listPage } from "../../../../src/gateway/control/list/listPage.ts";
import type { ListRequest } from "../../../../src/gateway/control/list/listRequest.ts";
import type { OrderKey } from "../../../../src/gateway/control/list/orderBy.ts";
import { routerFields } from "../../../../src/gateway/control/schema/routerJson.ts";
import type { PageQuery, ReadTable } from "../../../../src/gateway/resourceStore.ts";
import type { RouterRecord } from "../../../../src/gateway/resources.ts";
import { memoryResourceStore } from "../../../../src/gateway/store/memory/memoryResourceStore.ts";
import { routerRecords } from "./arbitraryRecords.ts";

/** What is listed of a record: enough to order and to filter by. */
function viewOf({ id, displayName, createTimeMs, public: isPublic }: RouterRecord): Row {
  return { name: id, displayName, createTime: new Date(createTimeMs).toISOString(), public: isPublic };
}

interface Row {
  readonly name: string;
  readonly displayName: string;
  readonly createTime: string;
  readonly public: boolean;
}

type Request = Pick<ListRequest, "size" | "keys"> & { readonly passes?: (resource: object) => boolean };

/** All pages of a list, and what they said about how many there are. */
function pagesOf(table: ReadTable<RouterRecord>, { size, keys, passes }: Request) {
  const pages: (readonly object[])[] = [];
  const totals = new Set<number | undefined>();
  let after: ListRequest["after"];
  do {
    const page = listPage(
      { collection: "routers", fields: routerFields, table, view: viewOf },
      {
        account: "alice",
        size,
        keys,
        mask: (resource) => resource,
        parameters: [],
        ...(passes === undefined ? {} : { test: passes }),
        ...(after === undefined ? {} : { after }),
      },
    );
    if (page.kind === "mistake") throw new Error(page.mistake.message);
    pages.push(page.resources);
    if (pages.length > 100) throw new Error("The list has no end.");
    totals.add(page.totalSize);
    after = page.next;
  } while (after !== undefined);
  return { pages, totals: [...totals] };
}

function inStore<T>(records: readonly RouterRecord[], work: (table: ReadTable<RouterRecord>) => T): T {
  const store = memoryResourceStore();
  store.change((tables) => {
    for (const record of records) tables.routers.put(record);
  });
  return store.read((tables) => work(tables.routers));
}

const orders: fc.Arbitrary<readonly OrderKey[]> = fc.uniqueArray(
  fc.record({ field: fc.constantFrom("name", "displayName", "createTime", "public"), descending: fc.boolean() }),
  { selector: ({ field }) => field, minLength: 1, maxLength: 3 },
);

const passings = fc.constantFrom(
  undefined,
  (resource: object): boolean => "public" in resource && resource.public === true,
  (): boolean => false,
  (): boolean => true,
);

describe("the pages of a list", () => {
  it("make up everything that passes, once, in order, each page full but the last", () => {
    fc.assert(
      fc.property(routerRecords, orders, fc.integer({ min: 1, max: 7 }), passings, (records, keys, size, passes) => {
        const { pages, totals } = inStore(records, (table) =>
          pagesOf(table, { size, keys, ...(passes === undefined ? {} : { passes }) }),
        );
        const listed = pages.flat();
        const expected = records.map(viewOf).filter((row) => passes === undefined || passes(row));
        expect(new Set(listed)).toEqual(new Set(expected));
        expect(listed).toHaveLength(expected.length);
        for (const page of pages.slice(0, -1)) expect(page).toHaveLength(size);
        expect(totals).toEqual([expected.length]);
        for (const [at, row] of listed.entries()) {
          if (at > 0) expect(signOf(listed[at - 1], row, keys)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it("are those of the list turned round, from its end, when every direction is turned round", () => {
    fc.assert(
      fc.property(routerRecords, orders, (records, keys) => {
        const turned = keys.map(({ field, descending }) => ({ field, descending: !descending }));
        inStore(records, (table) => {
          const there = pagesOf(table, { size: 7, keys }).pages.flat();
          const back = pagesOf(table, { size: 7, keys: turned }).pages.flat();
          expect(back).toEqual([...there].reverse());
        });
      }),
    );
  });

  it("follow by id in the direction of the last key where no key tells two apart, kept by the store or not", () => {
    fc.assert(
      fc.property(routerRecords, fc.boolean(), (records, descending) => {
        const alike = records.map((record) => ({ ...record, displayName: "same", public: true }));
        inStore(alike, (table) => {
          const kept = pagesOf(table, { size: 7, keys: [{ field: "displayName", descending }] }).pages.flat();
          const sorted = pagesOf(table, { size: 7, keys: [{ field: "public", descending }] }).pages.flat();
          const byName = pagesOf(table, { size: 7, keys: [{ field: "name", descending }] }).pages.flat();
          expect(kept).toEqual(byName);
          expect(sorted).toEqual(byName);
        });
      }),
    );
  });

  /** By the definition: the first key that tells two rows apart decides. */
  function signOf(a: object | undefined, b: object, keys: readonly OrderKey[]): number {
    for (const { field, descending } of keys) {
      const [left, right] = [a, b].map((row) => String(Reflect.get(row ?? {}, field)));
      // UTF-8, as SQLite compares: beyond the basic plane it is not the order of JavaScript.
      const sign = Buffer.compare(Buffer.from(left ?? ""), Buffer.from(right ?? ""));
      if (sign !== 0) return descending ? -sign : sign;
    }
    return 0;
  }
});

describe("the store", () => {
  const many = Array.from({ length: 700 }, (_, at): RouterRecord => record(String(at).padStart(5, "0"), at));

  test("reads no more than the page for a list without a filter in an order that it keeps", () => {
    const asked: PageQuery[] = [];
    inStore(many, (table) =>
      pagesOf(counting(table, asked), { size: 70, keys: [{ field: "createTime", descending: true }] }),
    );
    expect(asked).toHaveLength(10);
    expect(new Set(asked.map(({ limit }) => limit))).toEqual(new Set([71]));
  });

  test("reads at most 2000 records a call under a filter: a page may be empty and have a next one", () => {
    const crowd = Array.from({ length: 5000 }, (_, at) => record(String(at).padStart(5, "0"), at));
    const passes = (resource: object): boolean => "name" in resource && resource.name === "04500";
    const { pages, totals } = inStore(crowd, (table) =>
      pagesOf(table, { size: 10, keys: [{ field: "name", descending: false }], passes }),
    );
    expect(pages.map((page) => page.length)).toEqual([0, 0, 1]);
    expect(totals).toEqual([undefined]);
  });

  test("of more than 2000 records is not sorted in an order that it does not keep", () => {
    const crowd = Array.from({ length: 2001 }, (_, at) => record(String(at).padStart(5, "0"), at));
    const keys = [{ field: "public", descending: false }];
    expect(() => inStore(crowd, (table) => pagesOf(table, { size: 10, keys }))).toThrow(
      "expected one of name, displayName, createTime alone: with 2001 routers (more than 2000) only these can be ordered by",
    );
  });

  function counting(table: ReadTable<RouterRecord>, asked: PageQuery[]): ReadTable<RouterRecord> {
    return {
      ...table,
      all: () => {
        throw new Error("Everything was read.");
      },
      page: (account, query) => {
        asked.push(query);
        return table.page(account, query);
      },
    };
  }

  function record(id: string, createTimeMs: number): RouterRecord {
    return {
      account: "alice",
      id,
      displayName: "",
      model: "",
      deployments: ["d"],
      strategy: "weighted-random",
      public: false,
      sessionAffinity: false,
      createTimeMs,
      updateTimeMs: createTimeMs,
      createdBy: "alice-laptop",
      autoGenerated: false,
      aliases: [],
      changedIn: 1,
    };
  }
});
