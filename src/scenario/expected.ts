import { quote } from "./quote.ts";

/** "expected a duration such as "1m30s", got 30"; a field that is not there is called missing. */
export function expected(what: string, got: unknown): string {
  return got === undefined ? `missing: expected ${what}` : `expected ${what}, got ${describeValue(got)}`;
}

function describeValue(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return value === Number.POSITIVE_INFINITY ? "a number too large to hold" : String(value);
}
