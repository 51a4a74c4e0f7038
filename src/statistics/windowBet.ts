import { logBinomialProbability } from "./logBinomialProbability.ts";
import { logMean } from "./logMean.ts";
import { logSum } from "./logSum.ts";

/** Above 1: counts are bet to scatter less than chance has them; below 1: more. */
const powers: readonly number[] = [0.25, 0.5, 2, 4, 16];

/**
 * Bets on how counts in windows of `size` draws scatter, against "each count is binomial(size, p)". For every power g in
 * 1/4, 1/2, 2, 4, 16 the bet is the law proportional to b(c)^g, b being the binomial law, so a window with c draws
 * multiplies E by
 *
 *   b(c)^(g - 1) / sum over x of b(x)^g,
 *
 * which has expectation 1 under the claim whatever p. About, that law is the normal with the variance divided by g.
 * E is the mean over the powers: dealt out in turn or clumped, one of them grows with every window.
 */
export class WindowBet {
  /** By power: ln of the factor of a window with c draws, c from 0 to the size. */
  private readonly logFactors: readonly Float64Array[];

  /** `p` in (0, 1). */
  constructor(size: number, p: number) {
    const logLaw = Float64Array.from({ length: size + 1 }, (_, c) => logBinomialProbability(c, size, p));
    this.logFactors = powers.map((power) => {
      const logScale = logLaw.reduce((total, log) => logSum(total, power * log), Number.NEGATIVE_INFINITY);
      return logLaw.map((log) => (power - 1) * log - logScale);
    });
  }

  /** ln E when `histogram[from + c]` windows had c draws. */
  logE(histogram: Float64Array, from: number): number {
    return logMean(
      this.logFactors.map((factors) =>
        factors.reduce((sum, factor, c) => {
          const windows = histogram[from + c] ?? 0;
          return windows === 0 ? sum : sum + windows * factor;
        }, 0),
      ),
    );
  }
}
