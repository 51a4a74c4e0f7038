import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { bindFilter } from "../../../../src/gateway/control/filter/bindFilter.ts";
import { type Comparator, comparators, type Filter } from "../../../../src/gateway/control/filter/filter.ts";
import { parseFilter } from "../../../../src/gateway/control/filter/parseFilter.ts";
import type { ResourceFields } from "../../../../src/gateway/control/resourceFields.ts";

const fields: ResourceFields = new Map([
  ["name", { kind: "name" }],
  ["title", { kind: "text" }],
  ["count", { kind: "number" }],
  ["on", { kind: "boolean" }],
  ["at", { kind: "time" }],
  ["window", { kind: "duration" }],
  ["state", { kind: "choice", of: ["READY", "UPDATING"] }],
  ["aliases", { kind: "texts" }],
  ["members", { kind: "names" }],
  ["part", { kind: "object" }],
  ["part.count", { kind: "number" }],
]);

const sample = {
  name: "accounts/a/routers/my-router",
  title: "eu west",
  count: 4,
  on: true,
  at: "2025-11-22T08:30:00.000Z",
  window: "30s",
  state: "READY",
  aliases: ["gpt-4o", "big"],
  members: ["accounts/a/deployments/old", "accounts/a/deployments/new"],
  part: { count: 2 },
};

/** Whether the sample passes the filter, or what is wrong with it. */
function judge(text: string, resource: object = sample): boolean | readonly string[] {
  const parsed = parseFilter(text);
  if (parsed.kind === "mistake") return [parsed.message];
  const bound = bindFilter(parsed.filter, fields);
  return bound.kind === "test" ? bound.test(resource) : bound.messages;
}

describe("a filter of numbers", () => {
  const leaf: fc.Arbitrary<Filter> = fc.record({
    kind: fc.constant("comparison"),
    field: fc.constantFrom("count", "part.count"),
    comparator: fc.constantFrom(...comparators),
    argument: fc.integer({ min: -2, max: 5 }).map((limit) => ({ parts: [String(limit)] })),
  });
  const trees: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter; some: readonly Filter[] }>((tie) => ({
    some: fc.array(tie("filter"), { maxLength: 3 }),
    filter: fc.oneof(
      { maxDepth: 4 },
      leaf,
      tie("some").map((of): Filter => ({ kind: "all", of })),
      tie("some").map((of): Filter => ({ kind: "any", of })),
      tie("filter").map((of): Filter => ({ kind: "not", of })),
    ),
  })).filter;

  it("lets through what plain arithmetic and logic let through", () => {
    fc.assert(
      fc.property(trees, fc.integer({ min: -3, max: 6 }), fc.integer({ min: -3, max: 6 }), (filter, count, inner) => {
        const bound = bindFilter(filter, fields);
        expect(bound.kind === "test" && bound.test({ count, part: { count: inner } })).toBe(
          byHand(filter, { count, "part.count": inner }),
        );
      }),
    );
  });

  function byHand(filter: Filter, values: Readonly<Record<string, number>>): boolean {
    if (filter.kind === "not") return !byHand(filter.of, values);
    if (filter.kind !== "comparison") {
      const results = filter.of.map((part) => byHand(part, values));
      return filter.kind === "all" ? !results.includes(false) : results.includes(true);
    }
    const [value, limit] = [values[filter.field] ?? Number.NaN, Number(filter.argument.parts[0])];
    const holds: Readonly<Record<Comparator, boolean>> = {
      "=": value === limit,
      ":": value === limit,
      "!=": value !== limit,
      "<": value < limit,
      "<=": value <= limit,
      ">": value > limit,
      ">=": value >= limit,
    };
    return holds[filter.comparator];
  }
});

describe("a comparison", () => {
  test.each([
    "name = my-router",
    "name = accounts/a/routers/my-router",
    "name = my-*",
    "name != other",
    'title = "eu west"',
    'title = "*west"',
    "title : west",
    "title != eu",
    "title > eu",
    "title:*",
    "count >= 4 AND count < 4.5 AND count = 4e0 AND count > -1",
    "part.count = 2",
    "on = true",
    "on != false",
    "at = 2025-11-22T09:30:00+01:00",
    'at < "2025-11-22T08:30:00.001Z"',
    "at > 2024-01-01t00:00:00z",
    "window = 30s",
    "window < 60.5s",
    "state = READY",
    "state != UPDATING",
    "aliases : gpt-4o",
    "aliases : gpt*",
    "members : old AND members : accounts/a/deployments/new",
    "part:*",
    "NOT aliases : gpt",
  ])("holds: %s", (text) => {
    expect(judge(text)).toBe(true);
  });

  test.each(["name = router", "title = west", "aliases : gpt", "on = false", "count != 4", "state = UPDATING"])(
    "does not hold: %s",
    (text) => {
      expect(judge(text)).toBe(false);
    },
  );

  test.each([
    ["tite = x", ['there is no field "tite" (did you mean "title"?)']],
    ["nonsense.field = x OR zzz = 1", ['there is no field "nonsense.field"', 'there is no field "zzz"']],
    ["count = four", ['expected a number, got "four"']],
    ["at = yesterday", ['expected a time such as "2025-11-22T09:30:00Z", got "yesterday"']],
    ["at = 2025-13-45T99:99:99Z", ['expected a time such as "2025-11-22T09:30:00Z", got "2025-13-45T99:99:99Z"']],
    ["window = 30", ['expected seconds such as 30s, got "30"']],
    ["state = REDY", ['expected one of READY, UPDATING, got "REDY" (did you mean "READY"?)']],
    ["state > READY", ['expected "=" or "!=" after "state", got ">"']],
    ["on = yes", ['expected one of true, false, got "yes"']],
    ["aliases = x", ['expected ":" after "aliases", got "="']],
    ["title > a*", ['expected a value without "*" after ">"']],
    ["part = 3", ["expected part:* (is it there), or a comparison of one of its fields"]],
  ])("is a mistake: %s", (text, messages) => {
    expect(judge(text)).toEqual(messages);
  });

  test("of a part that is not there does not hold", () => {
    expect(judge("part:*", {})).toBe(false);
    expect(judge("part.count = 2 OR part.count != 2 OR title = undefined", {})).toBe(false);
    expect(judge("NOT part.count = 2", {})).toBe(true);
  });
});
