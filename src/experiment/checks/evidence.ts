import { clopperPearson } from "../../statistics/clopperPearson.ts";
import type { Evidence } from "../result.ts";

/** Confidence of the intervals that are shown, for all deployments of a line together. They inform; they do not judge. */
export const shownAlpha = 0.001;

/** One row a deployment: what was expected of it and what was observed. */
export function shareRows(
  deployments: readonly string[],
  picks: readonly number[],
  expected: readonly number[],
): Evidence["shares"] {
  const n = picks.reduce((sum, each) => sum + each, 0);
  return deployments.map((deployment, j) => {
    const x = picks[j] ?? 0;
    return {
      deployment,
      picks: x,
      expected: expected[j] ?? 0,
      observed: n === 0 ? null : x / n,
      interval: n === 0 ? null : clopperPearson(x, n, shownAlpha / Math.max(1, deployments.length)),
    };
  });
}

/** From a natural to a common logarithm; null for that of 0 or of infinity, which the finding puts in words. */
export function log10(natural: number): number | null {
  return Number.isFinite(natural) ? natural / Math.LN10 : null;
}
