import type { PageQuery } from "../../resourceStore.ts";
import type { ListedRecord, Listing } from "./listing.ts";
import type { PagePosition } from "./pageToken.ts";

/** An order that the store keeps. */
export type StoreOrder = PageQuery["order"];

/**
 * Records that one call looks at, at most, with a filter or in an order that the store does not keep: whatever else the
 * process has to do waits meanwhile.
 */
export const scanLimit = 2000;

/** Records that are read from the store at once. */
const chunk = 200;

/** The records of an account behind a position, in an order of the store, read a chunk at a time. */
export function* scan<Item extends ListedRecord>(
  { table }: Listing<Item>,
  account: string,
  order: StoreOrder,
  from?: PagePosition,
): Generator<Item> {
  let after = from;
  for (;;) {
    const items = table.page(account, { order, ...storePosition(after), limit: chunk });
    yield* items;
    const last = items.at(-1);
    if (last === undefined || items.length < chunk) return;
    after = positionOf(last, order);
  }
}

/** Where the list stands behind an item. */
export function positionOf(item: ListedRecord, { field }: StoreOrder): PagePosition {
  return { values: [item[field]], id: item.id };
}

/** A position in the words of the store; it must be one of its order (see `fitsOrder`). */
export function storePosition(position: PagePosition | undefined): Pick<PageQuery, "after"> {
  const value = position?.values[0];
  if (position === undefined || value === undefined || typeof value === "boolean") return {};
  return { after: { value, id: position.id } };
}
