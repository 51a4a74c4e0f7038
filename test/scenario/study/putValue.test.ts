import fc from "fast-check";
import { expect, test } from "vitest";
import { asFields } from "../../../src/scenario/json/asFields.ts";
import type { JsonPath } from "../../../src/scenario/json/jsonPath.ts";
import { putValue } from "../../../src/scenario/study/putValue.ts";

function* placesIn(value: unknown, path: JsonPath): Generator<JsonPath> {
  yield path;
  const inside = Array.isArray(value) ? value.entries() : Object.entries(asFields(value) ?? {});
  for (const [key, child] of inside) yield* placesIn(child, [...path, key]);
}

function valueAt(value: unknown, path: JsonPath): unknown {
  return path.reduce(
    (within: unknown, key) =>
      typeof key === "number" ? (Array.isArray(within) ? within[key] : undefined) : asFields(within)?.[key],
    value,
  );
}

test("a value is where it was put, and putting the old one back restores everything", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), fc.jsonValue(), (before, which, value) => {
      const json: unknown = JSON.parse(JSON.stringify(before));
      const places = [...placesIn(json, [])];
      const path = places[which % places.length] ?? [];
      const old = valueAt(json, path);
      const after = putValue(json, path, value);
      if (after.kind === "mistake") throw new Error(after.message);
      expect(valueAt(after.value, path)).toEqual(value);
      expect(putValue(after.value, path, old)).toEqual({ kind: "put", value: json });
    }),
  );
});

test("what is given is not changed", () => {
  const given = { a: [{ b: 1 }] };
  putValue(given, ["a", 0, "b"], 2);
  expect(given).toEqual({ a: [{ b: 1 }] });
});

test("an object may get a new field, but nothing on the way is made up", () => {
  const scenario = { router: { id: "r" }, timeline: [{ at: "1m" }] };
  expect(putValue(scenario, ["router", "loadRefresh"], "1s")).toMatchObject({
    value: { router: { loadRefresh: "1s" } },
  });
  const messageOf = (path: JsonPath): string => {
    const putting = putValue(scenario, path, 1);
    return putting.kind === "mistake" ? putting.message : "put";
  };
  expect(messageOf(["ruoter", "id"])).toBe('the scenario has no "ruoter" (did you mean "router"?)');
  expect(messageOf(["timeline", 1, "at"])).toBe(
    "timeline is a list of 1 item, counted from 0: expected such as [0], got [1]",
  );
  expect(messageOf(["timeline", "at"])).toBe(
    "timeline is a list of 1 item, counted from 0: expected such as [0], got at",
  );
  expect(messageOf(["router", 0])).toBe("router is an object: expected the name of a field, got [0]");
  expect(messageOf(["router", "id", "x"])).toBe("router.id has nothing inside it, so no x");
});
