import { type ChiSquareTest, chiSquareTest } from "./powerDivergence.ts";
import { refuseImproper } from "./refuseImproper.ts";
import { sum } from "./sum.ts";

/** What one pick says about the next. */
export interface SerialPairs {
  /** transitions[i][j]: how often j followed i. */
  readonly transitions: readonly (readonly number[])[];
  /** Pearson's test of independence on them, whatever the split: (k - 1)^2 degrees of freedom. */
  readonly independence: ChiSquareTest;
  /** Overlapping pairs against known probabilities, k (k - 1) degrees of freedom. */
  readonly known: ChiSquareTest;
}

/**
 * The serial test on overlapping pairs of picks. Pairs that overlap are not independent, so the known-probability form is
 * the difference of two Pearson statistics over the m = n - 1 pairs,
 *
 *   sum (n_ij - m p_i p_j)^2 / (m p_i p_j) - sum (n_i - m p_i)^2 / (m p_i),   n_i pairs beginning with i.
 *
 * All probabilities must be positive. To be shown, not to gate. Source: Good 1953; Billingsley 1956.
 */
export function serialPairs(picks: ArrayLike<number>, probabilities: readonly number[]): SerialPairs {
  refuseImproper(probabilities);
  if (!probabilities.every((p) => p > 0)) throw new RangeError("Pairs are counted over categories that can be picked.");
  const transitions = count(picks, probabilities.length);
  return { transitions, independence: independenceOf(transitions), known: knownOf(transitions, probabilities) };
}

function count(picks: ArrayLike<number>, k: number): readonly (readonly number[])[] {
  const flat = new Float64Array(k * k);
  for (let i = 1; i < picks.length; i++) {
    const place = (picks[i - 1] ?? 0) * k + (picks[i] ?? 0);
    flat[place] = (flat[place] ?? 0) + 1;
  }
  return Array.from({ length: k }, (_, row) => [...flat.subarray(row * k, (row + 1) * k)]);
}

function independenceOf(transitions: readonly (readonly number[])[]): ChiSquareTest {
  const rows = transitions.map(sum);
  const columns = rows.map((_, j) => sum(transitions.map((row) => row[j] ?? 0)));
  const m = sum(rows);
  const statistic = sum(
    transitions.flatMap((row, i) => row.map((seen, j) => pearsonTerm(seen, ((rows[i] ?? 0) * (columns[j] ?? 0)) / m))),
  );
  const usedRows = rows.filter((total) => total > 0).length;
  const usedColumns = columns.filter((total) => total > 0).length;
  return chiSquareTest(statistic, (usedRows - 1) * (usedColumns - 1));
}

function knownOf(transitions: readonly (readonly number[])[], probabilities: readonly number[]): ChiSquareTest {
  const rows = transitions.map(sum);
  const m = sum(rows);
  const k = probabilities.length;
  const pairs = transitions.flatMap((row, i) =>
    row.map((seen, j) => pearsonTerm(seen, m * (probabilities[i] ?? 0) * (probabilities[j] ?? 0))),
  );
  const singles = rows.map((seen, i) => pearsonTerm(seen, m * (probabilities[i] ?? 0)));
  return chiSquareTest(Math.max(0, sum(pairs) - sum(singles)), k * (k - 1));
}

function pearsonTerm(seen: number, expected: number): number {
  return expected > 0 ? (seen - expected) ** 2 / expected : 0;
}
