import type { RunResult } from "../experiment/result.ts";
import { resultSchema } from "./resultSchema.ts";
import { writeJson } from "./writeJson.ts";

/** The result as JSON text by `resultSchema`: keys in a fixed order, numbers as they are, a newline at the end. */
export function jsonReport(result: RunResult): string {
  return `${writeJson(result, resultSchema)}\n`;
}
