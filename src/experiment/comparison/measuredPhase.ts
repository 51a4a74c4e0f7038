import type { Measure } from "../../scenario/checks/parseMeasure.ts";
import type { MetricWindow } from "../metricValue.ts";
import type { Phase, Plan } from "../plan.ts";
import type { MeasureUnit } from "./comparisonResult.ts";

/** A measure in a phase: what one column of numbers is about. Plain data: it crosses threads. */
export interface MeasuredPhase extends MetricWindow {
  /** As it was asked for: "response:p95". */
  readonly measure: string;
  readonly phase: string;
}

/** Name of the whole run as a phase. */
export const wholeRun = "total";

/** The whole run, then the phases of the plan. */
export function comparablePhases({ phases, scenario }: Plan): readonly Phase[] {
  return [{ name: wholeRun, fromMs: 0, toMs: scenario.durationMs }, ...phases];
}

export function measuredPhase({ text, metric, statistic }: Measure, { name, fromMs, toMs }: Phase): MeasuredPhase {
  return { measure: text, phase: name, metric, statistic, fromMs, toMs };
}

export function unitOf({ metric, statistic }: MeasuredPhase): MeasureUnit {
  if (metric.name === "errors") return "share";
  if (metric.name !== "requests") return "ms";
  return statistic.kind === "rate" ? "requests/s" : "requests";
}
