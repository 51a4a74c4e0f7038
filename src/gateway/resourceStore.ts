import type { DeploymentRecord, KeyRecord, RouterRecord } from "./resources.ts";

/**
 * Where the resources of all accounts are kept. What a call has returned from is kept for good, as far as the store is
 * durable at all: a process that is killed afterwards loses nothing of it.
 */
export interface ResourceStore {
  /**
   * Runs `work` on the tables, alone: what it changes is kept whole, or not at all when it throws. When it has put or
   * deleted anything, `version` has gone up by one before it returns. The tables end with the work, so it must not give a
   * promise; no other transaction may begin in it.
   */
  change<T>(work: (tables: ResourceTables) => T): T;
  /** The same for reading alone. */
  read<T>(work: (tables: ReadTables) => T): T;
  /** Goes up by one with every change, over all processes that share the store: 0 for one that was never changed. */
  readonly version: number;
  close(): void;
}

export interface ReadTables {
  readonly routers: ReadTable<RouterRecord>;
  readonly deployments: ReadTable<DeploymentRecord>;
  /** Routers of the account that name the deployment, in ascending order of id. */
  routersOf(account: string, deployment: string): readonly RouterRecord[];
  /** What an alias stands for in its account; the first by id where several routers claim it, which callers prevent. */
  routerByAlias(account: string, alias: string): RouterRecord | undefined;
  keyByHash(hash: string): KeyRecord | undefined;
  /** All keys of all accounts, in ascending order of account, name and hash. */
  allKeys(): readonly KeyRecord[];
  /** Version that a change in this transaction will have made; of the store while reading. */
  readonly version: number;
}

export interface ResourceTables extends ReadTables {
  readonly routers: Table<RouterRecord>;
  readonly deployments: Table<DeploymentRecord>;
  putKey(key: KeyRecord): void;
  /** True when there was one to delete. */
  deleteKey(hash: string): boolean;
}

export interface ReadTable<Item> {
  get(account: string, id: string): Item | undefined;
  /**
   * Up to `limit` items of the account after a position, in an order; items of the same value of the order's field follow
   * by id, in the same direction. Texts are ordered by their code points. Does not look at items that are not on the page.
   * Throws when the position has a value that the field cannot have, and when `limit` is no whole number from 0 on.
   */
  page(account: string, query: PageQuery): readonly Item[];
  count(account: string): number;
  /** All items of all accounts, by account and id: for building routing tables. */
  all(): readonly Item[];
}

export interface Table<Item> extends ReadTable<Item> {
  /** Keeps the item under its account and id, in place of an older one. Throws when it has a number that is not finite. */
  put(item: Item): void;
  /** True when there was one to delete. */
  delete(account: string, id: string): boolean;
}

/** Fields that a list can be ordered by without a scan. */
export type OrderField = "id" | "displayName" | "createTimeMs" | "updateTimeMs";

export interface PageQuery {
  readonly order: { readonly field: OrderField; readonly descending: boolean };
  /** The field's value and the id of the last item before the page; absent for the first page. */
  readonly after?: { readonly value: string | number; readonly id: string };
  readonly limit: number;
}
