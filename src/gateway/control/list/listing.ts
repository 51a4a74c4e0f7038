import type { FieldMistake } from "../../../routing/refusal.ts";
import type { OrderField, ReadTable } from "../../resourceStore.ts";
import type { ResourceFields } from "../resourceFields.ts";
import type { Collection } from "../resourceName.ts";
import type { PagePosition } from "./pageToken.ts";

/** What a listed record holds, whatever it is of. */
export interface ListedRecord {
  readonly account: string;
  readonly id: string;
  readonly displayName: string;
  readonly createTimeMs: number;
  readonly updateTimeMs: number;
}

/** A collection as lists see it. */
export interface Listing<Item extends ListedRecord> {
  readonly collection: Collection;
  readonly fields: ResourceFields;
  readonly table: ReadTable<Item>;
  /** The resource as it is answered. */
  readonly view: (item: Item) => object;
}

/** Fields by which the store itself pages, as the resource calls them. */
export const storeOrders: ReadonlyMap<string, OrderField> = new Map([
  ["name", "id"],
  ["displayName", "displayName"],
  ["createTime", "createTimeMs"],
  ["updateTime", "updateTimeMs"],
]);

export interface ListPage {
  readonly kind: "page";
  readonly resources: readonly object[];
  /** Where the next page begins; absent on the last. */
  readonly next?: PagePosition;
  /** Of all pages; absent when it would take too long to count what a filter lets through. */
  readonly totalSize?: number;
}

export type ListOutcome = ListPage | { readonly kind: "mistake"; readonly mistake: FieldMistake };
