/**
 * Evidence against a claim about the next draw, gathered one draw at a time: a bet at fair odds under the claim.
 *
 * If the claim is true, E starts at 1, is never negative and has expectation 1 after every draw, so the probability
 * that it *ever* reaches 1/alpha is at most alpha (Ville's inequality): look as often as you like, stop when you like.
 */
export interface EProcess {
  /** Takes the next draw: the index of the category that was picked. */
  update(category: number): void;
  /** ln E of everything taken so far; Infinity after a draw that the claim calls impossible. */
  readonly logE: number;
}
