import type { PageQuery } from "../resourceStore.ts";
import type { Position } from "./position.ts";

/** Throws when no order has such a position, or when the page would have no end. */
export function checkPageQuery({ order: { field }, after, limit }: PageQuery): void {
  if (!Number.isSafeInteger(limit) || limit < 0) {
    throw new RangeError(`The limit of a page is a whole number from 0 on; got ${limit}.`);
  }
  if (after !== undefined) checkPosition(field, after);
}

function checkPosition(field: PageQuery["order"]["field"], { value, id }: Position): void {
  const got = `got ${JSON.stringify(value)}`;
  switch (field) {
    case "id":
      if (value !== id) throw new TypeError(`A position in the order of id is the id twice; ${got} and "${id}".`);
      return;
    case "displayName":
      if (typeof value !== "string") throw new TypeError(`A position in the order of displayName has a text; ${got}.`);
      return;
    case "createTimeMs":
    case "updateTimeMs":
      if (!Number.isFinite(value)) throw new TypeError(`A position in the order of ${field} has a number; ${got}.`);
  }
}
