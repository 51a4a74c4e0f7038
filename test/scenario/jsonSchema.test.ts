import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { scenarioJsonSchema } from "../../src/scenario/jsonSchema.ts";
import { startingScenario } from "../../src/scenario/startingScenario.ts";
import { arbitraryScenario } from "./arbitraryScenario.ts";
import { separateFaults, withFaults } from "./faults.ts";
import { gradualMigration } from "./gradualMigration.ts";
import { writeScenario } from "./writeScenario.ts";

const schema = scenarioJsonSchema();
const validator = z.fromJSONSchema(schema);

function fits(text: string): boolean {
  return validator.safeParse(JSON.parse(text)).success;
}

test("the published schema is the one that the validator is made from", () => {
  const published: unknown = JSON.parse(readFileSync(new URL("../../scenarios/schema.json", import.meta.url), "utf8"));
  expect(published).toEqual(JSON.parse(JSON.stringify(schema)));
});

test("a scenario without a mistake fits the schema", () => {
  expect(fits(gradualMigration)).toBe(true);
  expect(fits(startingScenario("a"))).toBe(true);
  fc.assert(fc.property(arbitraryScenario, (scenario) => fits(writeScenario(scenario))));
});

test("a fault of form does not fit the schema", () => {
  const formal = separateFaults.filter(({ said: [said = ""] }) => !/^mustFail|^checks\[2\]|median/.test(said));
  for (const fault of formal) expect(fits(JSON.stringify(withFaults([fault])))).toBe(false);
});

test("every field is described, for editors to show", () => {
  expect([...undescribed(schema, "")]).toEqual([]);
});

test("says that there is more to a scenario than a schema can hold", () => {
  expect(schema["description"]).toMatch(/rules that span several fields are not in it/);
});

/** Places of the fields that an editor would show without a word. */
function* undescribed(value: unknown, place: string): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inside] of Object.entries(value)) {
    if (key !== "properties") yield* undescribed(inside, `${place}/${key}`);
    else {
      for (const [name, field] of Object.entries(inside)) {
        if (!isDescribed(field)) yield `${place}/${name}`;
        yield* undescribed(field, `${place}/${name}`);
      }
    }
  }
}

function isDescribed(field: unknown): boolean {
  return typeof field === "object" && field !== null && ("description" in field || "$ref" in field);
}
