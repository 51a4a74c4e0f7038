import type { JsonSchema } from "./jsonSchema.ts";

/**
 * A value as JSON with its keys in the order of the schema (keys it does not know come last, as they are), two spaces a
 * level, a list of plain values on one line. JSON has no infinity: it becomes the largest number there is; NaN is null.
 */
export function writeJson(value: unknown, schema: JsonSchema, indent = ""): string {
  const shape = schema.anyOf?.[0] ?? schema;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => writeJson(item, elementSchema(shape), deeper));
    return value.some(isCompound) ? block("[", items, "]", indent) : `[${items.join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const members = inOrder(value, shape).map(
      ([key, member]) => `${JSON.stringify(key)}: ${writeJson(member, shape.properties?.[key] ?? {}, deeper)}`,
    );
    return block("{", members, "}", indent);
  }
  return writePlain(value);
}

function elementSchema({ items }: JsonSchema): JsonSchema {
  return items === undefined || items === false ? {} : items;
}

function inOrder(value: object, { properties = {} }: JsonSchema): readonly (readonly [string, unknown])[] {
  const known = Object.keys(properties);
  const rank = (key: string): number => (known.includes(key) ? known.indexOf(key) : known.length);
  const members: [string, unknown][] = Object.entries(value);
  return members.filter(([, member]) => member !== undefined).sort(([one], [other]) => rank(one) - rank(other));
}

function block(open: string, lines: readonly string[], close: string, indent: string): string {
  if (lines.length === 0) return open + close;
  return `${open}\n${lines.map((line) => `${indent}  ${line}`).join(",\n")}\n${indent}${close}`;
}

function isCompound(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function writePlain(value: unknown): string {
  if (value === Number.POSITIVE_INFINITY) return String(Number.MAX_VALUE);
  if (value === Number.NEGATIVE_INFINITY) return String(-Number.MAX_VALUE);
  return JSON.stringify(value) ?? "null";
}
