import type { CheckPlan, PhasePlan } from "../check/planCheck.ts";
import { orderWords } from "./checkHeader.ts";
import { formatCount, formatRate } from "./formatNumber.ts";
import { createPaint, type Paint } from "./paint.ts";
import { planCatches } from "./planCatches.ts";
import { planShareTable } from "./planShareTable.ts";
import { pageWidth, terminalPage } from "./terminalPage.ts";
import type { TerminalReportOptions } from "./terminalReport.ts";
import { wrapItems, wrapText } from "./wrapText.ts";

const mostPhases = 6;

/** What a check takes and what it would catch, for a person at a terminal. */
export function planReport(plan: CheckPlan, options: TerminalReportOptions): string {
  const width = pageWidth(options.width);
  const paint = createPaint(options.color);
  return terminalPage([
    headLines(plan, width, paint),
    ...plan.phases.slice(0, mostPhases).flatMap((phase) => phaseSections(phase, plan, width, paint)),
    wrapText(morePhases(plan), width),
    ...plan.notes.map((note) => wrapText(note, width)),
    [...wrapText(orderSentence(plan), width), ...wrapText(errorSentence(plan), width)],
  ]);
}

function headLines({ requests, order, phases }: CheckPlan, width: number, paint: Paint): readonly string[] {
  const title =
    requests === null
      ? "The promised split leaves nothing to chance: any number of requests will do."
      : `This check takes ${formatCount(requests)} requests. Nothing was run.`;
  const facts = [orderWords[order], ...(phases.length > 1 ? [`${formatCount(phases.length)} phases`] : [])];
  return [...wrapText(title, width).map(paint.strong), ...wrapItems(facts, " · ", width).map(paint.faint)];
}

function phaseSections(
  phase: PhasePlan,
  { phases }: CheckPlan,
  width: number,
  paint: Paint,
): readonly (readonly string[])[] {
  const takes = phase.requests === null ? "nothing is left to chance" : `takes ${formatCount(phase.requests)} requests`;
  const heading = phases.length > 1 ? wrapText(`${phase.name}: ${takes}`, width).map(paint.strong) : [];
  return [[...heading, ...planShareTable(phase, width, paint)], planCatches(phase, width, paint)];
}

function morePhases({ phases }: CheckPlan): string {
  const rest = phases.slice(mostPhases);
  if (rest.length === 0) return "";
  const requests = rest.reduce((sum, phase) => sum + (phase.requests ?? 0), 0);
  const noun = rest.length === 1 ? "phase" : "phases";
  return `… and ${formatCount(rest.length)} ${noun} more, which take ${formatCount(requests)} requests together.`;
}

function orderSentence({ order, rotaCaughtAfter }: CheckPlan): string {
  if (order === "any") return "The order of the requests is shown and not judged.";
  if (order === "smooth")
    return "The order is judged after every request: none may be further from its share than allowed.";
  if (rotaCaughtAfter === null) return "The order is judged, but round-robin cannot be told from random draws here.";
  return `Smooth round-robin is told from random draws after ${formatCount(rotaCaughtAfter)} requests.`;
}

function errorSentence({ order, falseAlarmRate, missRate }: CheckPlan): string {
  if (order === "smooth") {
    return "No chance is involved: a router that deals out as promised never fails, and one that is off by its margin never passes.";
  }
  return (
    `A right router will fail with probability at most ${formatRate(falseAlarmRate)}; a split off by its margin will ` +
    `pass with at most ${formatRate(missRate)}.`
  );
}
