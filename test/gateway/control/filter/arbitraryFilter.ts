import fc from "fast-check";
import { comparators, type Filter } from "../../../../src/gateway/control/filter/filter.ts";

/** What stands between wildcards: quotes, stars and backslashes among it. */
const part = fc.oneof(
  fc.string({
    unit: fc.constantFrom("a", "b", "B", " ", '"', "'", "\\", "*", "(", "=", ":", "é", "\u{1f600}"),
    maxLength: 6,
  }),
  fc.string({ maxLength: 6 }),
);

const comparison: fc.Arbitrary<Filter> = fc.record({
  kind: fc.constant("comparison"),
  field: fc.constantFrom("name", "displayName", "status.code", "_x9", "ANDROID", "ORDER", "NOTE"),
  comparator: fc.constantFrom(...comparators),
  argument: fc.record({ parts: fc.array(part, { minLength: 1, maxLength: 3 }) }),
});

/** Filters as the parser makes them: no list of one, no list in a list of its own kind. */
export const filters: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter; some: readonly Filter[] }>((tie) => ({
  some: fc.array(tie("filter"), { minLength: 2, maxLength: 3 }),
  filter: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    comparison,
    tie("some").map((of): Filter => ({ kind: "all", of })),
    tie("some").map((of): Filter => ({ kind: "any", of })),
    tie("filter").map((of): Filter => ({ kind: "not", of })),
  ),
})).filter;

/** The text of a filter, with every part of a list in parentheses. */
export function writeFilter(filter: Filter): string {
  switch (filter.kind) {
    case "all":
      return filter.of.map(writePart).join(" AND ");
    case "any":
      return filter.of.map(writePart).join(" OR ");
    case "not":
      return `NOT ${writePart(filter.of)}`;
    case "comparison":
      return `${filter.field} ${filter.comparator} "${filter.argument.parts.map(escaped).join("*")}"`;
  }
}

function writePart(filter: Filter): string {
  return filter.kind === "comparison" ? writeFilter(filter) : `(${writeFilter(filter)})`;
}

function escaped(part: string): string {
  return part.replaceAll(/["\\*]/g, "\\$&");
}
