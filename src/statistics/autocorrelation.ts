/** How a pick of one category goes with a pick of it `lag` picks later. */
export interface Autocorrelation {
  /** mean of y_i y_{i+lag} over p q, y being 1 - p for a pick of the category and -p for another. */
  readonly r: number;
  /** r sqrt(n - lag): about standard normal for independent picks. */
  readonly z: number;
}

/**
 * The autocorrelation of picks of `category`, whose probability p in (0, 1) is known, at a lag of 1 or more. A rota of
 * period W has r = 1 at lag W: try lags 1 to 2 W and share the error rate among them. RangeError when no pair is left.
 */
export function autocorrelation(picks: ArrayLike<number>, category: number, p: number, lag: number): Autocorrelation {
  const pairs = picks.length - lag;
  if (!(lag >= 1 && pairs >= 1)) throw new RangeError(`${picks.length} picks have no pair at lag ${lag}.`);
  let products = 0;
  for (let i = 0; i < pairs; i++) {
    products += deviation(picks[i], category, p) * deviation(picks[i + lag], category, p);
  }
  const r = products / (pairs * p * (1 - p));
  return { r, z: r * Math.sqrt(pairs) };
}

/**
 * Whether two workers pick alike: `one` and `other` hold their picks at equal places,
 * z = sum (x_i - p)(y_i - p) / (sqrt(n) p q). Identical streams of chance give z = sqrt(n) or so.
 */
export function crossCorrelation(
  one: ArrayLike<number>,
  other: ArrayLike<number>,
  category: number,
  p: number,
): Autocorrelation {
  const pairs = Math.min(one.length, other.length);
  if (pairs < 1) throw new RangeError("Two workers without picks have nothing in common.");
  let products = 0;
  for (let i = 0; i < pairs; i++) products += deviation(one[i], category, p) * deviation(other[i], category, p);
  const r = products / (pairs * p * (1 - p));
  return { r, z: r * Math.sqrt(pairs) };
}

function deviation(pick: number | undefined, category: number, p: number): number {
  return (pick === category ? 1 : 0) - p;
}
