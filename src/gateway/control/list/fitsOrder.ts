import type { OrderField } from "../../resourceStore.ts";
import type { ResourceFields } from "../resourceFields.ts";
import type { OrderKey } from "./orderBy.ts";
import type { PagePosition } from "./pageToken.ts";
import { storeOrder } from "./storeOrder.ts";

/**
 * Whether a position can be one of a list in this order: a value for each key, of the kind that its field has. Ours
 * always are, as a token says of which list it is; one that another program has signed with our secret need not be.
 */
export function fitsOrder({ values, id }: PagePosition, keys: readonly OrderKey[], fields: ResourceFields): boolean {
  const order = storeOrder(keys);
  if (order !== undefined) return values.length === 1 && fitsStore(values[0], id, order.field);
  return values.length === keys.length && keys.every(({ field }, at) => typeof values[at] === typeOf(field, fields));
}

function fitsStore(value: unknown, id: string, field: OrderField): boolean {
  switch (field) {
    case "id":
      return value === id;
    case "displayName":
      return typeof value === "string";
    case "createTimeMs":
    case "updateTimeMs":
      return Number.isFinite(value);
  }
}

/** Whatever is no number and no truth value is ordered as a text. */
function typeOf(field: string, fields: ResourceFields): "number" | "boolean" | "string" {
  const kind = fields.get(field)?.kind;
  return kind === "number" || kind === "boolean" ? kind : "string";
}
