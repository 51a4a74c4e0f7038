/**
 * Keeps further attempts a small share of the traffic, so that a fleet in trouble is not asked twice as much. Every
 * request pays in `share`, every further attempt takes out 1, and never more than `reserve` is kept: in any stretch of n
 * requests there are at most `reserve + share · n` further attempts.
 *
 * Source: the retry budget of Twitter's Finagle, without its clock. Example: share 0.2, reserve 10: 100 requests that all
 * fail at first get 30 further attempts.
 */
export class RetryBudget {
  private readonly share: number;
  private readonly reserve: number;
  private balance: number;

  /** @param share @param reserve both >= 0 */
  constructor(share: number, reserve: number) {
    this.share = share;
    this.reserve = reserve;
    this.balance = reserve;
  }

  payIn(): void {
    this.balance = Math.min(this.reserve, this.balance + this.share);
  }

  /** False when there is not enough: then no further attempt may be made. */
  takeOut(): boolean {
    // Fifths do not add up to a whole number in doubles: 1 must come of five times 0.2.
    if (this.balance < 1 - 1e-9) return false;
    this.balance = Math.max(0, this.balance - 1);
    return true;
  }
}
