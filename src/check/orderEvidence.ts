import { copiedDrawsLogE } from "../statistics/copiedDraws.ts";
import { driftLogRatio } from "../statistics/driftLogRatio.ts";
import { logMean } from "../statistics/logMean.ts";
import { lossLogRatio } from "../statistics/lossLogRatio.ts";
import { SequenceBets } from "../statistics/sequenceBets.ts";
import { splitLogRatio } from "../statistics/splitLogRatio.ts";
import { type Expectation, sharesOf } from "./expectation.ts";
import { headLength, type PickState, type PickTally } from "./pickTally.ts";

/** Evidence against independent picks, as natural logarithms of e-values. */
export interface OrderEvidence {
  /** Against the promised shares: picks depend on the picks before them. */
  readonly contextLogE: number;
  /** Against the promised shares: picks scatter too little or too much. */
  readonly windowLogE: number;
  /** Against the promised shares: selectors pick alike; absent where there is one. */
  readonly copiedLogE?: number;
  /**
   * Against independent picks by whatever shares, the one to judge by: ln of the mean of the others, less what a wrong
   * split alone could explain of it, and the loss of requests that cannot be attributed. NaN when a deployment that was promised nothing was picked: no bet covers that.
   */
  readonly logE: number;
  /**
   * The same when the split may also change, every `driftBlock` picks or from one window of time to the next: what is left
   * comes from picks that depend on their neighbours.
   */
  readonly localLogE: number;
}

/** Whether the order itself, however the split is off, speaks against independent picks at this false-alarm rate. */
export function orderSpeaksAgainst({ logE }: Pick<OrderEvidence, "logE">, alpha: number): boolean {
  return logE >= -Math.log(alpha);
}

/** Gathers evidence against independence while picks come in or at their end. Made once for an expectation. */
export class OrderJudge {
  private readonly bets: readonly SequenceBets[];
  private readonly shares: readonly (readonly number[])[];

  constructor({ phases }: Expectation) {
    this.shares = phases.map(sharesOf);
    this.bets = this.shares.map((shares) => new SequenceBets(shares));
  }

  evidence(tally: PickTally, state: Pick<PickState, "heads" | "windows">): OrderEvidence {
    const ofPhases = this.bets.flatMap((bets, i) => {
      const phase = tally.phases[i];
      if (phase === undefined || phase.n === 0) return [];
      const shares = this.shares[i] ?? [];
      const explained = splitLogRatio(phase.totals, shares);
      return [
        { ...bets.evidence(phase), explained, drift: Math.max(explained, driftLogRatio(phase.byWindow, shares)) },
      ];
    });
    // Bets on consecutive phases multiply; bets on the same picks are averaged.
    const contextLogE = ofPhases.reduce((sum, found) => sum + found.contextLogE, 0);
    const windowLogE = ofPhases.reduce((sum, found) => sum + found.windowLogE, 0);
    const explained = ofPhases.reduce((sum, found) => sum + found.explained, 0);
    const drift = ofPhases.reduce((sum, found) => sum + found.drift, 0);
    const { lost } = tally;
    const lossExplains = lossLogRatio(tally.picks + lost, lost, tally.expectation.deployments.length);
    const copiedLogE = this.copiedLogE(state.heads);
    const all = [contextLogE, windowLogE, ...(copiedLogE === undefined ? [] : [copiedLogE])];
    return {
      contextLogE,
      windowLogE,
      ...(copiedLogE === undefined ? {} : { copiedLogE }),
      logE: logMean(all) - explained - lossExplains,
      localLogE: logMean(all) - Math.max(drift, this.explainedByWindows(state.windows)) - lossExplains,
    };
  }

  private explainedByWindows(windows: PickState["windows"]): number {
    return windows.reduce(
      (sum, [key, counts]) => sum + splitLogRatio(counts, this.shares[key % this.shares.length] ?? []),
      0,
    );
  }

  /** Each selector against the one before it. */
  private copiedLogE(heads: PickState["heads"]): number | undefined {
    const [shares, ...others] = this.shares;
    if (shares === undefined || others.length > 0 || heads.length < 2) return undefined;
    const sorted = [...heads].sort(([a], [b]) => a - b).map(([, head]) => head.slice(0, headLength));
    return logMean(sorted.slice(1).map((head, i) => copiedDrawsLogE(sorted[i] ?? [], head, shares)));
  }
}
