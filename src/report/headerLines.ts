import type { RunResult } from "../experiment/result.ts";
import { formatCount } from "./formatNumber.ts";
import { formatTime } from "./formatTime.ts";
import type { Paint } from "./paint.ts";
import { wrapItems, wrapText } from "./wrapText.ts";

/** "router my-router", "10 replications of 30m"…: the facts under the name of a scenario. */
export function runFacts({ scenario, strategy, replications, total }: RunResult): readonly string[] {
  const { finished } = replications;
  const tokens = total.promptTokens + total.outputTokens;
  return [
    `router ${scenario.router}`,
    `strategy ${strategy}`,
    `${formatCount(finished)} ${finished === 1 ? "replication" : "replications"} of ${formatTime(scenario.durationMs)}`,
    `${formatCount(total.requests)} requests`,
    ...(tokens > 0
      ? [`${formatCount(total.promptTokens)} + ${formatCount(total.outputTokens)} tokens in and out`]
      : []),
  ];
}

/** What was played: the scenario in its own words, the router and its strategy, how often and how much. */
export function headerLines(result: RunResult, width: number, paint: Paint): readonly string[] {
  const { scenario, replications, partial } = result;
  const { planned, finished } = replications;
  const cut = `CUT SHORT: ${formatCount(finished)} of ${formatCount(planned)} replications are in these numbers.`;
  return [
    ...wrapText(scenario.name, width).map(paint.strong),
    ...wrapText(scenario.description, width),
    ...wrapItems(runFacts(result), " · ", width).map(paint.faint),
    ...(partial ? wrapText(cut, width).map((line) => paint.verdict(line, "inconclusive")) : []),
  ];
}
