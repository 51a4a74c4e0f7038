import type { FieldMistake } from "../../../routing/refusal.ts";
import { bindFilter, type ResourceTest } from "../filter/bindFilter.ts";
import { parseFilter } from "../filter/parseFilter.ts";
import type { Mistakes } from "../mistakes.ts";
import { type Mask, parseReadMask } from "../readMask.ts";
import type { ResourceFields } from "../resourceFields.ts";
import type { Collection } from "../resourceName.ts";
import { fitsOrder } from "./fitsOrder.ts";
import { defaultPageSize, type ListQuery, largestPageSize } from "./listQuery.ts";
import { type OrderKey, parseOrderBy } from "./orderBy.ts";
import { notOurs, type PagePosition, type PageTokens } from "./pageToken.ts";

/** A list as it is to be done. */
export interface ListRequest {
  readonly account: string;
  readonly size: number;
  readonly keys: readonly OrderKey[];
  /** Absent when everything passes. */
  readonly test?: ResourceTest;
  readonly mask: Mask;
  readonly after?: PagePosition;
  /** What a token for the next page is bound to. */
  readonly parameters: readonly string[];
}

/** Reads the parameters of a list; undefined after complaints. */
export function readListRequest(
  query: ListQuery,
  account: string,
  collection: Collection,
  fields: ResourceFields,
  tokens: PageTokens,
  mistakes: Mistakes,
): ListRequest | undefined {
  const size = Math.min(
    query.pageSize === undefined || query.pageSize === 0 ? defaultPageSize : query.pageSize,
    largestPageSize,
  );
  const { filter = "", orderBy = "", readMask = "", pageToken = "" } = query;
  const parameters = [collection, account, String(size), filter, orderBy, readMask];
  const order = parseOrderBy(orderBy, fields);
  const masking = parseReadMask(readMask, fields);
  const passing = readFilter(filter, fields);
  const position = pageToken === "" ? undefined : tokens.read(pageToken, parameters);
  for (const part of [order, masking, passing]) if ("mistakes" in part) mistakes.addAll(part.mistakes);
  if (position !== undefined && "mistake" in position) mistakes.add("pageToken", position.mistake);
  else if (position !== undefined && "keys" in order && !fitsOrder(position, order.keys, fields)) {
    mistakes.add("pageToken", notOurs);
  }
  if ("mistakes" in order || "mistakes" in masking || "mistakes" in passing || !mistakes.none) return undefined;
  return {
    account,
    size,
    keys: order.keys,
    mask: masking.mask,
    parameters,
    ...(passing.test === undefined ? {} : { test: passing.test }),
    ...(position === undefined || "mistake" in position ? {} : { after: position }),
  };
}

function readFilter(
  text: string,
  fields: ResourceFields,
): { readonly test: ResourceTest | undefined } | { readonly mistakes: readonly FieldMistake[] } {
  if (text.trim() === "") return { test: undefined };
  const parsed = parseFilter(text);
  if (parsed.kind === "mistake") return { mistakes: [{ field: "filter", message: parsed.message }] };
  const bound = bindFilter(parsed.filter, fields);
  if (bound.kind === "test") return { test: bound.test };
  // One complaint a field is kept, so those of a filter are told together.
  return { mistakes: [{ field: "filter", message: bound.messages.join("; ") }] };
}
