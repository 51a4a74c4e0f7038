import { quote } from "./quote.ts";

/** ` (did you mean "scale"?)`, or nothing when no candidate is near. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? "" : ` (did you mean ${quote(nearest)}?)`;
}

/**
 * The candidate with the fewest slips of the pen from `name`, letter case aside: the first of them on ties, undefined
 * when even that one is more than a third of the name away.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let fewest = Math.floor(Math.min(name.length, longestName) / 3) + 1;
  for (const candidate of candidates) {
    const slips = slipsWithin(fewest, name.toLowerCase(), candidate.toLowerCase());
    if (slips < fewest) [nearest, fewest] = [candidate, slips];
  }
  return nearest;
}

const longestName = 63;

/** A name cut short counts as one slip; two whose lengths alone are too far apart are not compared. */
function slipsWithin(limit: number, name: string, candidate: string): number {
  if (name.length >= 3 && candidate.startsWith(name)) return name.length === candidate.length ? 0 : 1;
  return Math.abs(candidate.length - name.length) >= limit ? limit : slipsBetween(name, candidate);
}

/**
 * Optimal string alignment distance: letters inserted, left out, replaced, or swapped with their neighbour.
 * slipsBetween("sacle", "scale") is 1.
 */
function slipsBetween(a: string, b: string): number {
  let before: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          (previous[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (previous[j - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [before, previous] = [previous, row];
  }
  return previous[b.length] ?? 0;
}
