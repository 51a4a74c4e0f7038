// Writes scenarios/schema.json and study-schema.json from the built validators: npm run build && node scripts/write-schema.mjs
import { writeFileSync } from "node:fs";
import { scenarioJsonSchema } from "../dist/scenario/jsonSchema.js";
import { studyJsonSchema } from "../dist/scenario/study/studyJsonSchema.js";

const schemas = { "schema.json": scenarioJsonSchema(), "study-schema.json": studyJsonSchema() };

for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(new URL(`../scenarios/${name}`, import.meta.url), `${JSON.stringify(schema, undefined, 2)}\n`);
}
