import type { Latencies, Outcomes, PhaseResult, Quantiles, RunResult } from "../experiment/result.ts";
import { type Column, dataTable, type Row } from "./dataTable.ts";
import { absent, formatCount } from "./formatNumber.ts";
import { formatLatency } from "./formatTime.ts";
import { labelledPhases } from "./labelledPhases.ts";
import type { Paint } from "./paint.ts";
import { unservedInWords } from "./unservedInWords.ts";

/** A phase, or a deployment in it. */
interface Answers {
  readonly requests: number;
  readonly outcomes: Outcomes;
  readonly latency: Latencies;
}

const columns: readonly Column<Answers>[] = [
  { title: "requests", rank: 2, text: ({ requests }) => formatCount(requests) },
  { title: "not served", rank: 1, text: ({ outcomes }) => formatCount(unservedCount(outcomes)) },
  { title: "p50", rank: 0, text: ({ latency }) => latencyText(latency.response, "p50") },
  { title: "p95", rank: 0, text: ({ latency }) => latencyText(latency.response, "p95") },
  { title: "p99", rank: 1, text: ({ latency }) => latencyText(latency.response, "p99") },
  { title: "p99.9", rank: 4, text: ({ latency }) => latencyText(latency.response, "p999") },
  { title: "waited p95", rank: 5, text: ({ latency }) => latencyText(latency.waiting, "p95") },
  { title: "ttft p50", rank: 6, text: ({ latency }) => latencyText(latency.ttft, "p50") },
  { title: "ttft p95", rank: 3, text: ({ latency }) => latencyText(latency.ttft, "p95") },
];

/** How it was answered: for each phase, and the deployments that share it, what was not served and how long the rest took. */
export function answerTable(result: RunResult, width: number, paint: Paint): readonly string[] {
  const rows = labelledPhases(result).flatMap(({ label, phase }): Row<Answers>[] => [
    { label, indent: 0, tone: "strong", subject: phase },
    ...lossRow(phase.outcomes),
    ...deploymentRows(phase),
  ]);
  return dataTable("How it was answered", columns, rows, width, paint);
}

/** What the times of the answer table are. */
export const answerTableLegend: string = "Response times of the requests served, from their planned arrival.";

function lossRow(outcomes: Outcomes): readonly Row<Answers>[] {
  return unservedCount(outcomes) === 0 ? [] : [{ label: unservedInWords(outcomes), indent: 2, tone: "faint" }];
}

/** None where one deployment took it all: its row would repeat the phase's. */
function deploymentRows(phase: PhaseResult): readonly Row<Answers>[] {
  const busy = phase.deployments.filter(({ requests }) => requests > 0);
  if (busy.length < 2) return [];
  return busy.map((deployment) => ({ label: deployment.name, indent: 2, tone: "plain", subject: deployment }));
}

function unservedCount({ rejected, timedOut, failed, unroutable }: Outcomes): number {
  return rejected + timedOut + failed + unroutable;
}

function latencyText(quantiles: Quantiles | null, quantile: "p50" | "p95" | "p99" | "p999"): string {
  return quantiles === null ? absent : formatLatency(quantiles[quantile]);
}
