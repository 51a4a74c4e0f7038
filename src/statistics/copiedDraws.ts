import { ConditionalProcess } from "./conditionalProcess.ts";
import { logMean } from "./logMean.ts";

/** Places by which one sequence may run ahead of the other and still be seen. */
const lags: readonly number[] = [-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8];
const kappa = 2;

/**
 * ln E against "the draws of `one` say nothing about those of `other`", both independent draws with these
 * probabilities: bets on each draw of `other` given the draw of `one` at the same place, or up to 8 places away; E is
 * the mean over these lags. Two workers that were seeded alike show it within some dozens of draws.
 */
export function copiedDrawsLogE(
  one: readonly number[],
  other: readonly number[],
  probabilities: readonly number[],
): number {
  return logMean(
    lags.map((lag) => {
      const bet = new ConditionalProcess(probabilities, probabilities.length, kappa);
      for (const [place, draw] of other.entries()) {
        const known = one[place + lag];
        if (known === undefined) continue;
        bet.given(known);
        bet.update(draw);
      }
      return bet.logE;
    }),
  );
}
