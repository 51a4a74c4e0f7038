import { filteredPage } from "./filteredPage.ts";
import { type ListedRecord, type Listing, type ListOutcome, storeOrders } from "./listing.ts";
import type { ListRequest } from "./listRequest.ts";
import { sortedPage } from "./sortedPage.ts";
import { storePage } from "./storePage.ts";

/**
 * One page of a list. Without a filter and in the order of one field that the store keeps, nothing is read but the page.
 * With a filter, up to 2000 records are looked at: a page may then be short, or empty, and still have a next one.
 * In any other order the whole collection is sorted; one of more than 2000 records is refused.
 */
export function listPage<Item extends ListedRecord>(listing: Listing<Item>, request: ListRequest): ListOutcome {
  const [key] = request.keys;
  const field = key === undefined || request.keys.length > 1 ? undefined : storeOrders.get(key.field);
  if (key === undefined || field === undefined) return sortedPage(listing, request);
  const order = { field, descending: key.descending };
  const { test } = request;
  return test === undefined ? storePage(listing, request, order) : filteredPage(listing, request, order, test);
}
