/** Picks that were all made while the same shares were right. */
export interface PicksOfSplit {
  /** Of each category; sum to 1. */
  readonly shares: readonly number[];
  readonly picks: readonly number[];
  /** All picks. */
  readonly n: number;
  /** Further draws whose category nobody knows; what was drawn may decide which. None when absent. */
  readonly lost?: number;
  /** The picks were to be independent draws; otherwise only shares of zero bind them. */
  readonly independent: boolean;
}

/** Splits of the same shares become one: under the null their draws are of one kind. */
export function pooledSplits(splits: readonly PicksOfSplit[]): readonly PicksOfSplit[] {
  const groups = new Map<string, PicksOfSplit>();
  for (const { shares, picks, n, independent, lost = 0 } of splits) {
    const key = `${shares.join(",")}|${independent}`;
    const known = groups.get(key);
    groups.set(key, {
      shares,
      independent,
      picks: known === undefined ? picks : picks.map((count, j) => count + (known.picks[j] ?? 0)),
      n: n + (known?.n ?? 0),
      lost: lost + (known?.lost ?? 0),
    });
  }
  return [...groups.values()];
}
