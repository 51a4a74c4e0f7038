import { asFields } from "../json/asFields.ts";
import { formatPath } from "../json/formatPath.ts";
import type { JsonPath } from "../json/jsonPath.ts";
import { didYouMean } from "../nearestName.ts";
import { quote } from "../quote.ts";

export type Putting =
  | { readonly kind: "put"; readonly value: unknown }
  /** There is no such place; a sentence that says how far it goes. */
  | { readonly kind: "mistake"; readonly message: string };

/**
 * A copy of a JSON value with another value at a path; what lies beside the path is shared. An object may get a field that
 * it does not have, everything on the way there must exist.
 */
export function putValue(into: unknown, path: JsonPath, value: unknown, from = 0): Putting {
  const key = path[from];
  if (key === undefined) return { kind: "put", value };
  const inside = childOf(into, key);
  const isNewField = inside === undefined && typeof key === "string" && from === path.length - 1;
  if (inside === undefined && !(isNewField && asFields(into) !== undefined)) {
    return { kind: "mistake", message: whatIsThere(into, path, from) };
  }
  const putting = putValue(inside, path, value, from + 1);
  return putting.kind === "mistake" ? putting : { kind: "put", value: replaced(into, key, putting.value) };
}

function childOf(value: unknown, key: string | number): unknown {
  if (typeof key === "number") return Array.isArray(value) ? value[key] : undefined;
  const fields = asFields(value);
  return fields !== undefined && Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function replaced(into: unknown, key: string | number, value: unknown): unknown {
  if (Array.isArray(into)) return into.map((item: unknown, position) => (position === key ? value : item));
  return { ...asFields(into), [key]: value };
}

function whatIsThere(value: unknown, path: JsonPath, from: number): string {
  const place = from === 0 ? "the scenario" : formatPath(path.slice(0, from));
  const key = path[from] ?? "";
  const fields = asFields(value);
  if (fields !== undefined) {
    if (typeof key === "number") return `${place} is an object: expected the name of a field, got [${key}]`;
    return `${place} has no ${quote(key)}${didYouMean(key, Object.keys(fields))}`;
  }
  if (!Array.isArray(value)) return `${place} has nothing inside it, so no ${formatPath([key])}`;
  const size = value.length === 1 ? "1 item" : `${value.length} items`;
  return `${place} is a list of ${size}, counted from 0: expected such as [0], got ${formatPath([key])}`;
}
