import type { SweepResult } from "../experiment/sweep/sweepResult.ts";
import { sweepSchema } from "./sweepSchema.ts";
import { writeJson } from "./writeJson.ts";

/** A sweep as JSON text by `sweepSchema`: keys in a fixed order, a newline at the end. */
export function sweepJsonReport(result: SweepResult): string {
  return `${writeJson(result, sweepSchema)}\n`;
}
