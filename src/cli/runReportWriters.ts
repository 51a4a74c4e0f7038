import type { RunResult } from "../experiment/result.ts";
import type { ReportWriters } from "./reportTarget.ts";

/** What `run -o` writes. */
export const runReportWriters: ReportWriters<RunResult> = {
  json: async (result) => (await import("../report/jsonReport.ts")).jsonReport(result),
  junit: async (result) => (await import("../report/junitReport.ts")).junitReport(result),
  md: async (result) => (await import("../report/githubSummary.ts")).githubSummary(result),
};
