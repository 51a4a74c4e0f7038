import { logChoose } from "./logChoose.ts";

/**
 * The most that losing draws could add to the ln of a likelihood ratio of the draws that are left, when anything may
 * decide which are lost, what was drawn included:
 *
 *   ln C(n, lost) + ln(n + 1) + lost ln k.
 *
 * Whoever bets on what is left bets on all draws when he also names the lost ones beforehand, their number and places
 * evenly among all ((n + 1) C(n, lost) of them) and their categories evenly among k; that bet is fair. So an e-value of
 * the draws that are left, divided by e to this power, is at most an e-value. 0 when none is lost.
 * `lossLogRatio(100, 1, 2)` is ln 100 + ln 101 + ln 2 = 9.9134...
 *
 * @param n all draws, the lost ones included
 */
export function lossLogRatio(n: number, lost: number, categories: number): number {
  if (lost === 0) return 0;
  return logChoose(n, lost) + Math.log(n + 1) + lost * Math.log(categories);
}
