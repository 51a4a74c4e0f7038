import { filteredPage } from "./filteredPage.ts";
import type { ListedRecord, Listing, ListOutcome } from "./listing.ts";
import type { ListRequest } from "./listRequest.ts";
import { sortedPage } from "./sortedPage.ts";
import { storeOrder } from "./storeOrder.ts";
import { storePage } from "./storePage.ts";

/**
 * One page of a list. Without a filter and in the order of one field that the store keeps, nothing is read but the page.
 * With a filter, up to 2000 records are looked at: a page may then be short, or empty, and still have a next one.
 * In any other order the whole collection is sorted; one of more than 2000 records is refused. Whichever it is, resources
 * that no key tells apart follow by id in the direction of the last key: the list turned round is the list of all
 * directions turned round.
 */
export function listPage<Item extends ListedRecord>(listing: Listing<Item>, request: ListRequest): ListOutcome {
  const order = storeOrder(request.keys);
  if (order === undefined) return sortedPage(listing, request);
  const { test } = request;
  return test === undefined ? storePage(listing, request, order) : filteredPage(listing, request, order, test);
}
