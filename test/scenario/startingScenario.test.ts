import fc from "fast-check";
import { expect, test } from "vitest";
import { startingScenario } from "../../src/scenario/startingScenario.ts";
import { parsed } from "./parsed.ts";

test("whatever it is called, it has no mistake", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (name, schema) => {
      expect(parsed(startingScenario(name, schema)).checks.length).toBeGreaterThan(0);
    }),
    { numRuns: 50 },
  );
});

test("keeps a name that is one", () => {
  expect(parsed(startingScenario("blue-green")).name).toBe("blue-green");
  expect(parsed(startingScenario("blue green")).name).toBe("blue-green");
  expect(parsed(startingScenario("  ")).name).toBe("first-rehearsal");
});

test("tells editors where the schema is", () => {
  expect(JSON.parse(startingScenario("a", "../schema.json"))).toMatchObject({ $schema: "../schema.json" });
});

test("shows every part of the language that a first scenario needs", () => {
  const { fleet, timeline, checks } = parsed(startingScenario("a"));
  expect(fleet.map(({ name }) => name)).toEqual(["current-deployment", "new-deployment"]);
  expect(new Set(timeline.map(({ kind }) => kind))).toEqual(new Set(["scale", "update-router", "delete-deployment"]));
  expect(checks.map(({ kind }) => kind)).toEqual(["conforms", "split", "converges", "no-loss", "threshold"]);
});
