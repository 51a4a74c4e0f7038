import { pointInWords } from "../../experiment/sweep/pointInWords.ts";
import type { SweepPlan } from "../../experiment/sweep/sweepPlan.ts";
import { formatCount } from "../../report/formatNumber.ts";
import { printable } from "../../report/printable.ts";

/** The cells of a sweep, a line each, and how many there are; those in the store are marked. */
export function dryRunText({ study, points, cells }: SweepPlan, stored: ReadonlySet<string>, store: string): string {
  const width = String(cells.length).length;
  const lines = cells.map(({ key, point, strategyName, seed }, index) => {
    const words = pointInWords(study.parameters, points[point]?.values ?? []);
    const facts = [words, strategyName, `seed ${seed}`, ...(stored.has(key) ? ["in the store"] : [])];
    return `${String(index + 1).padStart(width)}  ${facts
      .filter((each) => each !== "")
      .map(printable)
      .join("  ")}\n`;
  });
  const requests = cells.reduce((sum, { point }) => sum + study.replications * (points[point]?.requests ?? 0), 0);
  const known = cells.filter(({ key }) => stored.has(key)).length;
  const inStore = known === 0 ? "" : `, ${formatCount(known)} of them in ${printable(store)} already`;
  return `${lines.join("")}${formatCount(cells.length)} ${cells.length === 1 ? "cell" : "cells"} of about ${formatCount(requests)} requests${inStore}\n`;
}
