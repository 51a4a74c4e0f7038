import type { SweepResult } from "../../experiment/sweep/sweepResult.ts";
import { tidyTable } from "../../experiment/sweep/tidyTable.ts";
import type { ReportWriters } from "../reportTarget.ts";
import type { FileContent } from "../writeWhole.ts";

/** What `sweep -o` writes. */
export const sweepWriters: ReportWriters<SweepResult, FileContent> = {
  jsonl: async (result) => (await import("../../report/tableJsonl.ts")).tableJsonl(tidyTable(result)),
  csv: async (result) => (await import("../../report/tableCsv.ts")).tableCsv(tidyTable(result)),
  parquet: async (result) => (await import("../../report/tableParquet.ts")).tableParquet(tidyTable(result)),
  json: async (result) => (await import("../../report/sweepJsonReport.ts")).sweepJsonReport(result),
};
