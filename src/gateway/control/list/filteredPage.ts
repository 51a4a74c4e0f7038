import type { ResourceTest } from "../filter/bindFilter.ts";
import type { ListedRecord, Listing, ListPage } from "./listing.ts";
import type { ListRequest } from "./listRequest.ts";
import type { PagePosition } from "./pageToken.ts";
import { positionOf, type StoreOrder, scan, scanLimit } from "./scan.ts";

/**
 * A page of what a filter lets through, in an order of the store. The first page looks on behind its end, so as to know
 * how many there are; the tokens carry the number on. A call that has looked at `scanLimit` records ends its page there.
 */
export function filteredPage<Item extends ListedRecord>(
  listing: Listing<Item>,
  { account, size, after, mask }: ListRequest,
  order: StoreOrder,
  test: ResourceTest,
): ListPage {
  const resources: object[] = [];
  let passed = 0;
  let seen = 0;
  let last = after;
  let next: PagePosition | undefined;
  for (const item of scan(listing, account, order, after)) {
    if (seen === scanLimit) return pageOf(resources, next ?? last, after?.totalSize);
    seen++;
    const resource = listing.view(item);
    if (test(resource)) {
      passed++;
      if (passed <= size) resources.push(mask(resource));
      else next ??= last;
    }
    if (next !== undefined && after !== undefined) break;
    last = positionOf(item, order);
  }
  return pageOf(resources, next, after === undefined ? passed : after.totalSize);
}

function pageOf(resources: readonly object[], next: PagePosition | undefined, totalSize: number | undefined): ListPage {
  const counted = totalSize === undefined ? {} : { totalSize };
  return { kind: "page", resources, ...counted, ...(next === undefined ? {} : { next: { ...next, ...counted } }) };
}
