import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Filter } from "../../../../src/gateway/control/filter/filter.ts";
import { parseFilter } from "../../../../src/gateway/control/filter/parseFilter.ts";
import { filters, writeFilter } from "./arbitraryFilter.ts";

/** Words of the grammar in any order: most are mistakes, and many are nearly filters. */
const nearlyFilters = fc
  .array(
    fc.constantFrom(
      "a",
      "b.c",
      "AND",
      "OR",
      "NOT",
      "-",
      "(",
      ")",
      "=",
      "!=",
      ":",
      "<=",
      '"x y"',
      '"',
      "'",
      "*",
      "\\",
      "and",
      ".",
      ",",
    ),
    { maxLength: 30 },
  )
  .chain((words) => fc.constantFrom(" ", "").map((space) => words.join(space)));

describe("a filter", () => {
  it("is read back as it was written", () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const text = writeFilter(filter);
        fc.pre(text.length <= 2000);
        expect(parseFilter(text)).toEqual({ kind: "filter", filter });
      }),
    );
  });

  it("is the same with any space between its words", () => {
    fc.assert(
      fc.property(fc.constantFrom("", " ", "\n\t "), fc.constantFrom(" ", "  ", "\n"), (loose, tight) => {
        const text = `${loose}a${loose}=${loose}1${tight}AND${tight}NOT${loose}(${loose}b${loose}:${loose}"x"${loose})${loose}`;
        expect(parseFilter(text)).toEqual(parseFilter('a=1 AND NOT (b:"x")'));
      }),
    );
  });

  it("or one mistake with its place is what any text is", () => {
    fc.assert(
      fc.property(fc.oneof(nearlyFilters, fc.string({ maxLength: 100 }), fc.string({ unit: "binary" })), (text) => {
        const parsed = parseFilter(text);
        if (parsed.kind === "filter") return;
        expect(parsed.message).toMatch(/^expected .* at character \d+, got /s);
        const place = Number(/at character (\d+), got /.exec(parsed.message)?.[1]);
        expect(place).toBeGreaterThanOrEqual(1);
        expect(place).toBeLessThanOrEqual(text.length + 1);
      }),
    );
  });

  test("lets everything through when it is empty", () => {
    expect(parseFilter("  ")).toEqual({ kind: "filter", filter: { kind: "all", of: [] } });
  });
});

describe("the grammar of AIP-160", () => {
  const is = (field: string): Filter => ({ kind: "comparison", field, comparator: "=", argument: { parts: ["1"] } });

  test.each<[string, Filter]>([
    ["a=1 b=1 AND c=1", { kind: "all", of: [is("a"), is("b"), is("c")] }],
    ["a=1 OR b=1 AND c=1", { kind: "all", of: [{ kind: "any", of: [is("a"), is("b")] }, is("c")] }],
    ["a=1 AND b=1 OR c=1", { kind: "all", of: [is("a"), { kind: "any", of: [is("b"), is("c")] }] }],
    ["(a=1 AND b=1) OR c=1", { kind: "any", of: [{ kind: "all", of: [is("a"), is("b")] }, is("c")] }],
    ["NOT a=1 OR b=1", { kind: "any", of: [{ kind: "not", of: is("a") }, is("b")] }],
    [
      "-a=1 -(b=1)",
      {
        kind: "all",
        of: [
          { kind: "not", of: is("a") },
          { kind: "not", of: is("b") },
        ],
      },
    ],
    ["NOT(a=1)", { kind: "not", of: is("a") }],
  ])("%s", (text, filter) => {
    expect(parseFilter(text)).toEqual({ kind: "filter", filter });
  });

  test.each([
    ["-5", ["-5"]],
    ["2025-11-22T09:30:00+01:00", ["2025-11-22T09:30:00+01:00"]],
    ["eu-*", ["eu-", ""]],
    ['"a \\"b\\" \\* c*"', ['a "b" * c', ""]],
    ["'it\\'s'", ["it's"]],
    ["accounts/a/routers/r", ["accounts/a/routers/r"]],
  ])("a value may be %s", (text, parts) => {
    const filter = { kind: "comparison", field: "x", comparator: "=", argument: { parts } };
    expect(parseFilter(`x = ${text}`)).toEqual({ kind: "filter", filter });
  });
});

describe("a mistake says what was expected, where, and what came", () => {
  test.each([
    ["displayName", 'expected one of = != < <= > >= : after the field "displayName" at character 12, got the end'],
    ["= 3", 'expected a field, as in displayName = "old" at character 1, got "="'],
    ["a =", 'expected a value, such as READY or "my router" at character 4, got the end'],
    ["a = 1 and b = 2", 'after the field "and" (write AND in capitals to join comparisons) at character 11, got "b"'],
    ['a = "x', 'expected " to close the text that begins at character 5 at character 7, got the end'],
    ["(a = 1", 'expected ")" at character 7, got the end'],
    ["a = 1)", 'expected AND, OR or the end at character 6, got ")"'],
    ["a = 1 OR", "expected a field"],
    [`${"(".repeat(40)}a = 1`, "expected at most 32 parentheses inside one another at character 34"],
    ["a".repeat(2001), "expected at most 2000 characters, got 2001"],
  ])("%s", (text, message) => {
    expect(parseFilter(text)).toEqual({ kind: "mistake", message: expect.stringContaining(message) });
  });
});
