import { writeFileSync } from "node:fs";
import { resultSchema } from "../dist/report/resultSchema.js";

const target = new URL("../reports/result-schema.json", import.meta.url);
writeFileSync(target, `${JSON.stringify(resultSchema, null, 2)}\n`);
