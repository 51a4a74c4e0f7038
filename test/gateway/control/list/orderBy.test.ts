import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parseOrderBy } from "../../../../src/gateway/control/list/orderBy.ts";
import { routerFields } from "../../../../src/gateway/control/schema/routerJson.ts";

describe("an order", () => {
  const keys = fc.uniqueArray(
    fc.record({
      field: fc.constantFrom("displayName", "createTime", "public", "state", "model"),
      descending: fc.boolean(),
    }),
    { selector: ({ field }) => field, minLength: 1 },
  );

  it("is read back as it was written, whatever the space", () => {
    fc.assert(
      fc.property(keys, fc.constantFrom("", " ", "  "), (order, space) => {
        const text = order
          .map(({ field, descending }) => `${space}${field}${descending ? " desc" : ""}${space}`)
          .join(",");
        expect(parseOrderBy(text, routerFields)).toEqual({ keys: order });
      }),
    );
  });

  it("is by name when nothing is said, and ends with the name, which no two share", () => {
    expect(parseOrderBy(undefined, routerFields)).toEqual({ keys: [{ field: "name", descending: false }] });
    expect(parseOrderBy(" ", routerFields)).toEqual({ keys: [{ field: "name", descending: false }] });
    expect(parseOrderBy("name desc, createTime", routerFields)).toEqual({
      keys: [{ field: "name", descending: true }],
    });
  });

  test.each([
    ["nme", 'there is no field "nme" (did you mean "name"?)'],
    ["deployments", '"deployments" has no order; expected one of name, displayName'],
    ["name down", 'expected "name" or "name desc", got "name down"'],
    ["name desc desc", 'expected "name" or "name desc", got "name desc desc"'],
    ["public, public desc", '"public" is named twice'],
    ["name,,public", "expected a field between the commas, got nothing"],
    ["public,".repeat(9), "expected at most 8 fields, got 10"],
  ])("%s is a mistake", (text, message) => {
    const mistakes = [{ field: "orderBy", message: expect.stringContaining(message) }];
    expect(parseOrderBy(text, routerFields)).toEqual({ mistakes });
  });
});
