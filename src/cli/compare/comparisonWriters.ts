import type { ComparisonResult } from "../../experiment/comparison/comparisonResult.ts";
import type { ReportWriters } from "../reportTarget.ts";

/** What `compare -o` writes. */
export const comparisonWriters: ReportWriters<ComparisonResult> = {
  json: async (result) => (await import("../../report/comparisonJsonReport.ts")).comparisonJsonReport(result),
};
