import type { CheckReport } from "../../check/report.ts";
import type { ReportWriters } from "../reportTarget.ts";

/** What `check -o` writes. */
export const checkReportWriters: ReportWriters<CheckReport> = {
  json: async (report) => (await import("../../report/checkJsonReport.ts")).checkJsonReport(report),
  junit: async (report) => (await import("../../report/checkJunitReport.ts")).checkJunitReport(report),
  md: async (report) => (await import("../../report/githubSummary.ts")).githubSummary(report),
};
