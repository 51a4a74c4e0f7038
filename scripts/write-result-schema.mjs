import { writeFileSync } from "node:fs";
import { checkPlanSchema } from "../dist/report/checkPlanSchema.js";
import { checkReportSchema } from "../dist/report/checkReportSchema.js";
import { comparisonSchema } from "../dist/report/comparisonSchema.js";
import { resultSchema } from "../dist/report/resultSchema.js";
import { sweepSchema } from "../dist/report/sweepSchema.js";

const schemas = {
  "result-schema.json": resultSchema,
  "check-schema.json": checkReportSchema,
  "check-plan-schema.json": checkPlanSchema,
  "comparison-schema.json": comparisonSchema,
  "sweep-schema.json": sweepSchema,
};

for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(new URL(`../reports/${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
}
