import type { CheckReport } from "../check/report.ts";
import { formatPoints, formatRate } from "./formatNumber.ts";

/** How likely this check is to be wrong, in either direction. */
export function errorRatesInWords({ claims, order, falseAlarmRate, missRate }: CheckReport): string {
  const evidence = claims.find(({ kind }) => kind === "split")?.evidence;
  if (order !== "smooth" && evidence?.falseAlarmRate === null) {
    return "How likely this check is to be wrong cannot be said of requests that depend on one another.";
  }
  const shift = evidence?.detectableShift ?? null;
  const given = order === "any" ? "Where every request is drawn by itself, a" : "A";
  const right =
    order === "smooth"
      ? "A router that deals out as evenly as promised never fails this check"
      : `${given} right router fails this check with probability at most ${formatRate(falseAlarmRate)}`;
  return `${right}; ${wrongInWords(shift, order, missRate)}.`;
}

function wrongInWords(shift: number | null, order: CheckReport["order"], missRate: number): string {
  if (shift === null) return "these requests are too few to say how wrong a router would be caught";
  if (shift === 0) return "a single request in the wrong place fails it";
  if (order === "smooth") return `a split that is off by more than ${formatPoints(shift)} never passes it`;
  return `a split that is off by ${formatPoints(shift)} passes it with at most ${formatRate(missRate)}`;
}
