import { dirichletLogE } from "./dirichletLogE.ts";
import { logMean } from "./logMean.ts";
import { refuseImproper } from "./refuseImproper.ts";
import type { SequenceTally } from "./sequenceTally.ts";
import { WindowBet } from "./windowBet.ts";
import { windowSizes } from "./windowTally.ts";

/** Prior concentration of the bet in each context: small, so that a pattern is learnt quickly. */
const contextKappa = 2;

/** Evidence against "independent draws with these probabilities", as natural logarithms of e-values. */
export interface SequenceEvidence {
  /** A draw depends on the draws before it: `ContextProcess`, from counts. */
  readonly contextLogE: number;
  /** Counts in windows scatter too little or too much: `WindowBet`, the mean over sizes and watched categories. */
  readonly windowLogE: number;
  /** ln of the mean of both: the one to judge by. */
  readonly logE: number;
}

/**
 * Judges a `SequenceTally` of draws that were to be independent with these probabilities. A fair bet: at an end that does
 * not depend on the draws ln E reaches ln(1/alpha) with probability at most alpha. Asked again and again while draws come
 * in, the bet on contexts still keeps that, the one on windows does not, for it counts full windows alone; `budgetOf`
 * says what watching costs. Infinity when a draw of
 * probability 0 was made.
 *
 * At alpha = 1e-9 it rejects smooth round-robin of weights 3:2 within 64 draws.
 */
export class SequenceBets {
  readonly probabilities: readonly number[];
  /** Of size s and watched category i: bets[s][i], made when the first such window is full. */
  private readonly bets: WindowBet[][] = windowSizes.map(() => []);

  constructor(probabilities: readonly number[]) {
    refuseImproper(probabilities);
    this.probabilities = probabilities;
  }

  evidence(tally: SequenceTally): SequenceEvidence {
    const contextLogE = this.contextLogE(tally);
    const windowLogE = this.windowLogE(tally);
    return { contextLogE, windowLogE, logE: logMean([contextLogE, windowLogE]) };
  }

  /** ln E by order of the contexts, from 0. */
  contextLogEByOrder(tally: SequenceTally): readonly number[] {
    return Array.from({ length: tally.order + 1 }, (_, order) => this.logEOfContexts(tally.byContext(order)));
  }

  private contextLogE(tally: SequenceTally): number {
    return logMean(this.contextLogEByOrder(tally));
  }

  private logEOfContexts(counts: Float64Array): number {
    const k = this.probabilities.length;
    let logE = 0;
    for (let from = 0; from < counts.length; from += k) {
      const inContext = counts.subarray(from, from + k);
      if (inContext.some((count) => count > 0)) logE += dirichletLogE([...inContext], this.probabilities, contextKappa);
    }
    return logE;
  }

  private windowLogE({ byWindow }: SequenceTally): number {
    const { watched, histograms, full } = byWindow;
    const logs = histograms.flatMap((histogram, s) => {
      const bins = (windowSizes[s] ?? 0) + 1;
      return watched.map((category, i) => (full[s] === 0 ? 0 : this.bet(s, i, category).logE(histogram, i * bins)));
    });
    return logs.length === 0 ? 0 : logMean(logs);
  }

  private bet(s: number, i: number, category: number): WindowBet {
    const known = this.bets[s]?.[i];
    if (known !== undefined) return known;
    const made = new WindowBet(windowSizes[s] ?? 0, this.probabilities[category] ?? 0);
    const ofSize = this.bets[s];
    if (ofSize !== undefined) ofSize[i] = made;
    return made;
  }
}
