import type { ComparisonResult } from "../experiment/comparison/comparisonResult.ts";
import { comparisonSchema } from "./comparisonSchema.ts";
import { writeJson } from "./writeJson.ts";

/** A comparison as JSON text by `comparisonSchema`: keys in a fixed order, a newline at the end. */
export function comparisonJsonReport(result: ComparisonResult): string {
  return `${writeJson(result, comparisonSchema)}\n`;
}
