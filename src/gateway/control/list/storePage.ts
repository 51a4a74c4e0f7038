import type { ListedRecord, Listing, ListPage } from "./listing.ts";
import type { ListRequest } from "./listRequest.ts";
import { positionOf, type StoreOrder, storePosition } from "./scan.ts";

/** A page of everything, as the store has it. One record more than asked for tells whether there is a next one. */
export function storePage<Item extends ListedRecord>(
  { table, view }: Listing<Item>,
  { account, size, after, mask }: ListRequest,
  order: StoreOrder,
): ListPage {
  const found = table.page(account, { order, ...storePosition(after), limit: size + 1 });
  const items = found.slice(0, size);
  const last = items.at(-1);
  return {
    kind: "page",
    resources: items.map((item) => mask(view(item))),
    totalSize: table.count(account),
    ...(last === undefined || found.length <= size ? {} : { next: positionOf(last, order) }),
  };
}
