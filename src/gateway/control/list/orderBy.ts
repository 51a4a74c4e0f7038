import type { FieldMistake } from "../../../routing/refusal.ts";
import { didYouMean } from "../../../scenario/nearestName.ts";
import { quote } from "../../../scenario/quote.ts";
import type { FieldKind, ResourceFields } from "../resourceFields.ts";

/** One field of an order. */
export interface OrderKey {
  readonly field: string;
  readonly descending: boolean;
}

const mostKeys = 8;

/**
 * Reads `field`, `field desc` or several of them, separated by commas (AIP-132). Keys behind `name`, which no two
 * resources share, say nothing and are left out. Absent or empty: by name.
 */
export function parseOrderBy(
  text: string | undefined,
  fields: ResourceFields,
): { readonly keys: readonly OrderKey[] } | { readonly mistakes: readonly FieldMistake[] } {
  if (text === undefined || text.trim() === "") return { keys: [{ field: "name", descending: false }] };
  const terms = text.split(",");
  if (terms.length > mostKeys)
    return { mistakes: [complaint(`expected at most ${mostKeys} fields, got ${terms.length}`)] };
  const keys: OrderKey[] = [];
  const mistakes: FieldMistake[] = [];
  for (const term of terms) {
    const [field = "", direction = "asc", ...more] = term.trim().split(/\s+/);
    const message = mistakeIn(field, direction, more, keys, fields);
    if (message === undefined) keys.push({ field, descending: direction === "desc" });
    else mistakes.push(complaint(message));
  }
  if (mistakes.length > 0) return { mistakes };
  const unique = keys.findIndex(({ field }) => field === "name");
  return { keys: unique === -1 ? keys : keys.slice(0, unique + 1) };
}

function mistakeIn(
  field: string,
  direction: string,
  more: readonly string[],
  keys: readonly OrderKey[],
  fields: ResourceFields,
): string | undefined {
  const orderable = [...fields].filter(([, kind]) => isOrderable(kind)).map(([name]) => name);
  if (field === "") return "expected a field between the commas, got nothing";
  if (!fields.has(field)) return `there is no field ${quote(field)}${didYouMean(field, orderable)}`;
  if (!orderable.includes(field)) return `${quote(field)} has no order; expected one of ${orderable.join(", ")}`;
  if (keys.some((key) => key.field === field)) return `${quote(field)} is named twice`;
  const good = more.length === 0 && (direction === "asc" || direction === "desc");
  return good
    ? undefined
    : `expected "${field}" or "${field} desc", got ${quote([field, direction, ...more].join(" "))}`;
}

function isOrderable({ kind }: FieldKind): boolean {
  return kind !== "object" && kind !== "texts" && kind !== "names" && kind !== "duration";
}

function complaint(message: string): FieldMistake {
  return { field: "orderBy", message };
}
