import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { jsonReport } from "../../src/report/jsonReport.ts";
import { resultSchema } from "../../src/report/resultSchema.ts";
import { migration } from "./fixtures/migration.ts";
import { scaledDownTooEarly } from "./fixtures/scaledDownTooEarly.ts";
import { edited, namedPaths } from "./members.ts";
import { runResult } from "./runResultArbitrary.ts";

const schema = z.fromJSONSchema(JSON.parse(JSON.stringify(resultSchema)));

test("every result fits the schema", () => {
  fc.assert(
    fc.property(runResult, (result) => {
      expect(schema.safeParse(JSON.parse(jsonReport(result))).error).toBeUndefined();
    }),
  );
});

test("the schema knows every member and asks for it, except those that may be absent", () => {
  const value: unknown = JSON.parse(jsonReport(scaledDownTooEarly));
  const optional = ["convergence", "evidence"];
  fc.assert(
    fc.property(fc.constantFrom(...namedPaths(value)), (path) => {
      const without = edited(value, path, (members, key) => members.filter(([name]) => name !== key));
      expect(schema.safeParse(without).success).toBe(optional.includes(path.at(-1) ?? ""));
      const renamed = edited(value, path, (members) => [...members, ["surprise", 1]]);
      expect(schema.safeParse(renamed).success).toBe(false);
    }),
    { numRuns: 100 },
  );
});

test("another version is refused", () => {
  expect(schema.safeParse({ ...JSON.parse(jsonReport(migration)), version: 2 }).success).toBe(false);
});

test("the published schema is the one in the code (npm run build && node scripts/write-result-schema.mjs writes it)", () => {
  const published = readFileSync(new URL("../../reports/result-schema.json", import.meta.url), "utf8");
  expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(resultSchema)));
});
