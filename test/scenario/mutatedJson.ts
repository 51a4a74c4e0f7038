import fc from "fast-check";

/** A JSON text with one of its values replaced, left out, doubled or renamed, up to three times over. */
export function mutatedJson(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const mutation = fc.record({
    where: fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
    how: fc.constantFrom("replace", "leave-out", "rename", "double"),
    value: fc.oneof(strange, fc.jsonValue({ maxDepth: 2 })),
    name: fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString", "id", "kind", "action", "at")),
  });
  return fc
    .tuple(texts, fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([text, mutations]) => JSON.stringify(mutations.reduce<unknown>(mutate, JSON.parse(text))));
}

/** Values that are nearly right somewhere. */
const strange: fc.Arbitrary<unknown> = fc.constantFrom(
  ...[null, true, 0, -1, 0.5, 1e300, "", "0s", "5m", "30", "-5m", "1/s", "20%", "1pp", "new-deployment", "add", [], {}],
);

interface Mutation {
  readonly where: readonly number[];
  readonly how: string;
  readonly value: unknown;
  readonly name: string;
}

function mutate(value: unknown, mutation: Mutation): unknown {
  const [next, ...where] = mutation.where;
  if (next === undefined || typeof value !== "object" || value === null) {
    return mutation.how === "double" ? [value, value] : mutation.value;
  }
  const rest = { ...mutation, where };
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    const at = next % Math.max(1, list.length);
    if (mutation.how === "double" && where.length === 0) return [...list, list[at]];
    return list.map((element, i) => (i === at ? mutate(element, rest) : element));
  }
  const entries = Object.entries(value);
  const at = next % Math.max(1, entries.length);
  return Object.fromEntries(entries.flatMap((entry, i) => (i === at ? mutateEntry(entry, rest) : [entry])));
}

function mutateEntry([key, value]: [string, unknown], mutation: Mutation): readonly [string, unknown][] {
  if (mutation.where.length > 0) return [[key, mutate(value, mutation)]];
  switch (mutation.how) {
    case "leave-out":
      return [];
    case "rename":
      return [[mutation.name, value]];
    default:
      return [[key, mutation.value]];
  }
}
