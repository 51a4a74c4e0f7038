// Writes scenarios/schema.json from the built validator: npm run build && node scripts/write-schema.mjs
import { writeFileSync } from "node:fs";
import { scenarioJsonSchema } from "../dist/scenario/jsonSchema.js";

writeFileSync(
  new URL("../scenarios/schema.json", import.meta.url),
  `${JSON.stringify(scenarioJsonSchema(), undefined, 2)}\n`,
);
