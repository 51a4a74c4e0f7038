import { copiedDrawsLogE } from "../statistics/copiedDraws.ts";
import { mixtureLogE } from "../statistics/dirichletLogE.ts";
import { logMean } from "../statistics/logMean.ts";
import { SequenceBets } from "../statistics/sequenceBets.ts";
import { type Expectation, sharesOf } from "./expectation.ts";
import { headLength, type PickState, type PickTally } from "./pickTally.ts";

/** Evidence against independent picks, as natural logarithms of e-values. */
export interface OrderEvidence {
  /** Picks depend on the picks before them. */
  readonly contextLogE: number;
  /** Picks scatter too little or too much. */
  readonly windowLogE: number;
  /** Selectors pick alike; absent where there is one. */
  readonly copiedLogE?: number;
  /** ln of their mean: the one to judge by. */
  readonly logE: number;
  /** What of it the split alone explains: picks are bet on without looking at the picks before them. */
  readonly splitLogE: number;
}

/** Whether the order itself, beyond a split that is off, speaks against independent picks at this false-alarm rate. */
export function orderSpeaksAgainst({ logE, splitLogE }: OrderEvidence, alpha: number): boolean {
  return logE - Math.max(0, splitLogE) >= -Math.log(alpha);
}

/** Gathers evidence against independence while picks come in or at their end. Made once for an expectation. */
export class OrderJudge {
  private readonly bets: readonly SequenceBets[];
  private readonly shares: readonly (readonly number[])[];

  constructor({ phases }: Expectation) {
    this.shares = phases.map(sharesOf);
    this.bets = this.shares.map((shares) => new SequenceBets(shares));
  }

  evidence(tally: PickTally, { heads }: Pick<PickState, "heads">): OrderEvidence {
    const ofPhases = this.bets.flatMap((bets, i) => {
      const phase = tally.phases[i];
      if (phase === undefined || phase.n === 0) return [];
      return [{ ...bets.evidence(phase), splitLogE: splitLogE(phase.totals, this.shares[i] ?? []) }];
    });
    // Bets on consecutive phases multiply; bets on the same picks are averaged.
    const contextLogE = ofPhases.reduce((sum, found) => sum + found.contextLogE, 0);
    const windowLogE = ofPhases.reduce((sum, found) => sum + found.windowLogE, 0);
    const copiedLogE = this.copiedLogE(heads);
    const all = [contextLogE, windowLogE, ...(copiedLogE === undefined ? [] : [copiedLogE])];
    return {
      contextLogE,
      windowLogE,
      ...(copiedLogE === undefined ? {} : { copiedLogE }),
      logE: logMean(all),
      splitLogE: ofPhases.reduce((sum, found) => sum + found.splitLogE, 0),
    };
  }

  /** Each selector against the one before it. */
  private copiedLogE(heads: PickState["heads"]): number | undefined {
    const [shares, ...others] = this.shares;
    if (shares === undefined || others.length > 0 || heads.length < 2) return undefined;
    const sorted = [...heads].sort(([a], [b]) => a - b).map(([, head]) => head.slice(0, headLength));
    return logMean(sorted.slice(1).map((head, i) => copiedDrawsLogE(sorted[i] ?? [], head, shares)));
  }
}

/** ln E of the Dirichlet mixture against the shares, from counts; 0 where only one deployment can be picked. */
export function splitLogE(counts: ArrayLike<number>, shares: readonly number[]): number {
  const possible = [...shares.keys()].filter((j) => (shares[j] ?? 0) > 0);
  if (possible.length < 2) return 0;
  return mixtureLogE(
    possible.map((j) => counts[j] ?? 0),
    possible.map((j) => shares[j] ?? 0),
  );
}
