import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { studyJsonSchema } from "../../../src/scenario/study/studyJsonSchema.ts";
import { inRepository } from "../../house/repository.ts";
import { studyText } from "./studyText.ts";

const schema = studyJsonSchema();
const validator = z.fromJSONSchema(schema);
const studies = readdirSync(inRepository("scenarios/studies")).filter((name) => name.endsWith(".json"));

test("the published schema is the one that the validator is made from (npm run generate writes it)", () => {
  const published: unknown = JSON.parse(readFileSync(inRepository("scenarios/study-schema.json"), "utf8"));
  expect(published).toEqual(JSON.parse(JSON.stringify(schema)));
});

test("a study without a mistake fits the schema", () => {
  expect(validator.safeParse(JSON.parse(studyText())).error).toBeUndefined();
});

test.each([
  { design: "gird" },
  { seeds: 0 },
  { measures: [] },
  { parameters: [{ name: "a", path: "b", valuse: [] }] },
  { more: 1 },
])("a fault of form does not fit the schema: %j", (others) => {
  expect(validator.safeParse(JSON.parse(studyText(others))).success).toBe(false);
});

test.each(studies)("%s fits the schema, if it is a study", (name) => {
  const value: unknown = JSON.parse(readFileSync(inRepository(`scenarios/studies/${name}`), "utf8"));
  const isStudy = typeof value === "object" && value !== null && "measures" in value;
  expect(!isStudy || validator.safeParse(value).success).toBe(true);
});
