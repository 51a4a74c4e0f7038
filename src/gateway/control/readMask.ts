import type { FieldMistake } from "../../routing/refusal.ts";
import { didYouMean } from "../../scenario/nearestName.ts";
import { quote } from "../../scenario/quote.ts";
import { type ResourceFields, valueAt } from "./resourceFields.ts";

/** Leaves of a resource what was asked for. */
export type Mask = (resource: object) => object;

/** Says which fields to return: paths separated by commas ("name,status.code"); empty, absent or `*` for all of them. */
export function parseReadMask(
  text: string | undefined,
  fields: ResourceFields,
): { readonly mask: Mask } | { readonly mistakes: readonly FieldMistake[] } {
  const paths = (text ?? "").split(",").map((path) => path.trim());
  if (paths.every((path) => path === "" || path === "*")) return { mask: (resource) => resource };
  const mistakes = paths.filter((path) => path !== "*" && !fields.has(path)).map((path) => unknownPath(path, fields));
  if (mistakes.length > 0) return { mistakes };
  return { mask: paths.includes("*") ? (resource) => resource : (resource) => masked(resource, paths) };
}

function unknownPath(path: string, fields: ResourceFields): FieldMistake {
  const message =
    path === ""
      ? "expected fields separated by single commas, got nothing between two of them"
      : `there is no field ${quote(path)}${didYouMean(path, fields.keys())}`;
  return { field: "readMask", message };
}

/** The fields at the paths, in the resource's order. A path that leads to nothing adds nothing. */
function masked(resource: object, paths: readonly string[]): object {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(resource)) {
    const below = paths.filter((path) => path.startsWith(`${key}.`)).map((path) => path.slice(key.length + 1));
    if (paths.includes(key)) kept[key] = value;
    else if (isObject(value) && below.some((path) => valueAt(value, path) !== undefined))
      kept[key] = masked(value, below);
  }
  return kept;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
