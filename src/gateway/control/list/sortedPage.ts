import type { FieldMistake } from "../../../routing/refusal.ts";
import { compareText } from "../../store/compareText.ts";
import { valueAt } from "../resourceFields.ts";
import { type ListedRecord, type Listing, type ListOutcome, storeOrders } from "./listing.ts";
import type { ListRequest } from "./listRequest.ts";
import type { OrderKey } from "./orderBy.ts";
import type { PagePosition } from "./pageToken.ts";
import { scan, scanLimit } from "./scan.ts";

/**
 * A page in an order that the store does not keep: everything is read and sorted. Equal resources follow by id, in the
 * direction of the last key, as they do in the store.
 */
export function sortedPage<Item extends ListedRecord>(
  listing: Listing<Item>,
  { account, keys, test, after, size, mask }: ListRequest,
): ListOutcome {
  const total = listing.table.count(account);
  if (total > scanLimit) return { kind: "mistake", mistake: tooManyToSort(total, listing) };
  const rows: Row[] = [];
  for (const item of scan(listing, account, { field: "id", descending: false })) {
    const resource = listing.view(item);
    if (test === undefined || test(resource)) rows.push({ ...placeOf(item, resource, keys), resource });
  }
  rows.sort((a, b) => compareRows(a, b, keys));
  const rest = after === undefined ? rows : rows.filter((row) => compareRows(row, after, keys) > 0);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  return {
    kind: "page",
    resources: page.map(({ resource }) => mask(resource)),
    totalSize: rows.length,
    ...(last === undefined || rest.length <= size ? {} : { next: { values: last.values, id: last.id } }),
  };
}

interface Row extends PagePosition {
  readonly resource: object;
}

function placeOf(item: ListedRecord, resource: object, keys: readonly OrderKey[]): PagePosition {
  return { id: item.id, values: keys.map(({ field }) => orderValue(valueAt(resource, field))) };
}

/** Times are written so that they sort as texts; what a resource does not have is the empty text. */
function orderValue(value: unknown): string | number | boolean {
  return typeof value === "number" || typeof value === "boolean" ? value : String(value ?? "");
}

function compareRows(a: PagePosition, b: PagePosition, keys: readonly OrderKey[]): number {
  for (const [at, { descending }] of keys.entries()) {
    const sign = compare(a.values[at] ?? "", b.values[at] ?? "");
    if (sign !== 0) return descending ? -sign : sign;
  }
  const sign = compareText(a.id, b.id);
  return keys.at(-1)?.descending === true ? -sign : sign;
}

function compare(a: string | number | boolean, b: string | number | boolean): number {
  return typeof a === "string" && typeof b === "string" ? compareText(a, b) : Number(a) - Number(b);
}

function tooManyToSort(
  total: number,
  { collection, fields }: Pick<Listing<ListedRecord>, "collection" | "fields">,
): FieldMistake {
  const orders = [...storeOrders.keys()].filter((field) => fields.has(field)).join(", ");
  return {
    field: "orderBy",
    message: `expected one of ${orders} alone: with ${total} ${collection} (more than ${scanLimit}) only these can be ordered by`,
  };
}
