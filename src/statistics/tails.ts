/**
 * The two sides of a distribution at a point, as natural logarithms: ln P(X <= x) and ln P(X >= x) (for a continuous
 * X the two probabilities sum to 1). Whichever is smaller was computed directly, so neither loses digits.
 */
export interface Tails {
  readonly logLower: number;
  readonly logUpper: number;
}
