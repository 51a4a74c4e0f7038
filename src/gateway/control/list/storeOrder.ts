import { storeOrders } from "./listing.ts";
import type { OrderKey } from "./orderBy.ts";
import type { StoreOrder } from "./scan.ts";

/** The order of a list as the store itself keeps it; undefined when it keeps none such. */
export function storeOrder(keys: readonly OrderKey[]): StoreOrder | undefined {
  const [key] = keys;
  const field = key === undefined || keys.length > 1 ? undefined : storeOrders.get(key.field);
  return key === undefined || field === undefined ? undefined : { field, descending: key.descending };
}
