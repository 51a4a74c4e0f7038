import type { CheckReport } from "../check/report.ts";
import { checkReportSchema } from "./checkReportSchema.ts";
import { writeJson } from "./writeJson.ts";

/** The report of a check as JSON text by `checkReportSchema`: keys in a fixed order, a newline at the end. */
export function checkJsonReport(report: CheckReport): string {
  return `${writeJson(report, checkReportSchema)}\n`;
}
