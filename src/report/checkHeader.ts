import type { OrderPromise } from "../check/expectation.ts";
import type { CheckReport, SourceKind } from "../check/report.ts";
import { formatCount } from "./formatNumber.ts";
import type { Paint } from "./paint.ts";
import { wrapItems, wrapText } from "./wrapText.ts";

const sourceWords: Readonly<Record<SourceKind, string>> = {
  selector: "built-in selector",
  module: "module",
  counts: "counts",
  log: "access log",
  endpoint: "live endpoint",
};

/** What was promised about the order of the picks. */
export const orderWords: Readonly<Record<OrderPromise, string>> = {
  independent: "promised: independent draws",
  smooth: "promised: dealt out evenly",
  any: "no promise about the order",
};

/** "access log · 6,000 requests · promised: independent draws": the facts under the subject of a check. */
export function checkFacts({ source, requests, instances, order }: CheckReport): readonly string[] {
  return [
    sourceWords[source],
    `${formatCount(requests)} ${requests === 1 ? "request" : "requests"}`,
    ...(instances > 1 ? [`${formatCount(instances)} selectors`] : []),
    orderWords[order],
  ];
}

/** What was checked: the subject, where its picks come from, how many there were and what was promised about them. */
export function checkHeader(report: CheckReport, width: number, paint: Paint): readonly string[] {
  const cut = `CUT SHORT: only the ${formatCount(report.requests)} requests up to then are judged.`;
  return [
    ...wrapText(report.subject, width).map(paint.strong),
    ...wrapItems(checkFacts(report), " · ", width).map(paint.faint),
    ...(report.partial ? wrapText(cut, width).map((line) => paint.verdict(line, "inconclusive")) : []),
  ];
}
