import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { planCheck } from "../../src/check/planCheck.ts";
import { checkJsonReport } from "../../src/report/checkJsonReport.ts";
import { checkPlanSchema } from "../../src/report/checkPlanSchema.ts";
import { checkReportSchema } from "../../src/report/checkReportSchema.ts";
import type { JsonSchema } from "../../src/report/jsonSchema.ts";
import { planJsonReport } from "../../src/report/planJsonReport.ts";
import { checkPlan, checkReport } from "./checkReportArbitrary.ts";
import { allChecks, severalPhases, sixtyForty, strangersInLog } from "./fixtures/checks.ts";
import { edited, namedPaths } from "./members.ts";

const reportReader = readerOf(checkReportSchema);
const planReader = readerOf(checkPlanSchema);

function readerOf(schema: JsonSchema): z.ZodType {
  return z.fromJSONSchema(JSON.parse(JSON.stringify(schema)));
}

test("every report of a check fits the schema", () => {
  fc.assert(
    fc.property(checkReport, (report) => {
      expect(reportReader.safeParse(JSON.parse(checkJsonReport(report))).error).toBeUndefined();
    }),
  );
});

test.each(Object.entries(allChecks))("what the judge says of %s fits the schema", (_, report) => {
  expect(reportReader.safeParse(JSON.parse(checkJsonReport(report))).error).toBeUndefined();
});

test("every plan fits the schema", () => {
  fc.assert(
    fc.property(checkPlan, (plan) => {
      expect(planReader.safeParse(JSON.parse(planJsonReport(plan))).error).toBeUndefined();
    }),
  );
  expect(planReader.safeParse(JSON.parse(planJsonReport(planCheck(sixtyForty)))).error).toBeUndefined();
});

test("the schemas know every member and ask for it, except evidence", () => {
  const written = [
    ...[strangersInLog, severalPhases].map((report) => ({ reader: reportReader, text: checkJsonReport(report) })),
    { reader: planReader, text: planJsonReport(planCheck(sixtyForty)) },
  ];
  const members = written.flatMap(({ reader, text }) => {
    const value: unknown = JSON.parse(text);
    return namedPaths(value).map((path) => ({ reader, value, path }));
  });
  fc.assert(
    fc.property(fc.constantFrom(...members), ({ reader, value, path }) => {
      const without = edited(value, path, (all, key) => all.filter(([name]) => name !== key));
      expect(reader.safeParse(without).success).toBe(path.at(-1) === "evidence");
      const more = edited(value, path, (all) => [...all, ["surprise", 1]]);
      expect(reader.safeParse(more).success).toBe(false);
    }),
    { numRuns: 100 },
  );
});

test("another version is refused", () => {
  const report: object = JSON.parse(checkJsonReport(strangersInLog));
  expect(reportReader.safeParse({ ...report, version: 2 }).success).toBe(false);
});

test("reading it back gives the report, the keys in the order of the schema", () => {
  fc.assert(
    fc.property(checkReport, (report) => {
      const read: object = JSON.parse(checkJsonReport(report));
      expect(read).toEqual(JSON.parse(JSON.stringify(report)));
      expect(Object.keys(read)).toEqual(Object.keys(checkReportSchema.properties ?? {}));
    }),
    { numRuns: 50 },
  );
});

test.each([
  ["check-schema.json", checkReportSchema],
  ["check-plan-schema.json", checkPlanSchema],
])("the published %s is the one in the code (npm run generate writes it)", (name, schema) => {
  const published = readFileSync(new URL(`../../reports/${name}`, import.meta.url), "utf8");
  expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(schema)));
});
