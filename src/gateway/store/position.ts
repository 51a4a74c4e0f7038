import type { OrderField, PageQuery } from "../resourceStore.ts";
import { compareText } from "./compareText.ts";
import type { KeptItem } from "./keptItem.ts";

/** A place in an order: the value of its field, and the id among those of the same value. */
export type Position = NonNullable<PageQuery["after"]>;

export function positionOf(item: KeptItem, field: OrderField): Position {
  return { value: item[field], id: item.id };
}

/** Negative when `a` comes first; both must be of one order. */
export function comparePositions(a: Position, b: Position): number {
  return compareValues(a.value, b.value) || compareText(a.id, b.id);
}

function compareValues(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? a - b : compareText(String(a), String(b));
}
