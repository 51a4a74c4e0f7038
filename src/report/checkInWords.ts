import type { CheckReport } from "../check/report.ts";
import { distanceInWords } from "./distanceInWords.ts";
import { errorRatesInWords } from "./errorRatesInWords.ts";
import { orderInWords } from "./orderInWords.ts";

/** A check in plain words: how far off the split is, what the order looks like, how likely the check is to be wrong. */
export function checkInWords(report: CheckReport): readonly string[] {
  const distance = distanceInWords(report);
  return [
    ...(distance === undefined ? [] : [distance]),
    ...(claimTellsOrder(report) ? [] : [orderInWords(report)]),
    errorRatesInWords(report),
  ];
}

function claimTellsOrder({ claims, order }: CheckReport): boolean {
  return order === "independent" && claims.some(({ kind, verdict }) => kind === "order" && verdict === "fail");
}
