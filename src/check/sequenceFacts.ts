import { type Expectation, sharesOf } from "./expectation.ts";
import { type OrderEvidence, orderSpeaksAgainst } from "./orderEvidence.ts";
import type { PickTally } from "./pickTally.ts";
import type { SequenceFacts } from "./report.ts";
import { rotaCaughtAfter } from "./rotaCaughtAfter.ts";

/** Draws in the windows whose scatter is shown. */
const shownWindow = 64;
const muchLess = 0.7;
const muchMore = 1.4;

/**
 * What the order of the picks looks like, whatever was promised about it; null without picks.
 *
 * @param alpha false-alarm rate at which the order is called anything but independent
 */
export function sequenceFacts(
  expectation: Expectation,
  tally: PickTally,
  evidence: OrderEvidence,
  alpha: number,
): SequenceFacts | null {
  const picks = tally.picks;
  if (picks === 0) return null;
  const dispersion = dispersionOf(expectation, tally);
  return {
    dispersion,
    log10E: Number.isFinite(evidence.logE) ? evidence.logE / Math.LN10 : null,
    looks: looksOf(evidence, dispersion, alpha, picks, expectation),
  };
}

function looksOf(
  evidence: OrderEvidence,
  dispersion: number | null,
  alpha: number,
  picks: number,
  { phases: [phase] }: Expectation,
): SequenceFacts["looks"] {
  const { contextLogE, windowLogE, copiedLogE } = evidence;
  if (!orderSpeaksAgainst(evidence, alpha)) {
    const needed = phase === undefined ? 0 : (rotaCaughtAfter(phase.units, alpha) ?? 0);
    return picks >= needed ? "independent" : "unclear";
  }
  if (copiedLogE !== undefined && copiedLogE > Math.max(contextLogE, windowLogE)) return "copied";
  if (dispersion !== null && dispersion < muchLess) return "too-regular";
  if (dispersion !== null && dispersion > muchMore) return "clumped";
  return "patterned";
}

/** Variance of the counts in windows of 64 picks over that of independent draws; null without a full window. */
function dispersionOf(expectation: Expectation, tally: PickTally): number | null {
  let seen = 0;
  let promised = 0;
  for (const [i, phase] of expectation.phases.entries()) {
    const shares = sharesOf(phase);
    const { watched, histograms } = tally.phases[i]?.byWindow ?? { watched: [], histograms: [] };
    const histogram = histograms[0] ?? new Float64Array(0);
    for (const [place, category] of watched.entries()) {
      const p = shares[category] ?? 0;
      for (let c = 0; c <= shownWindow; c++) {
        const windows = histogram[place * (shownWindow + 1) + c] ?? 0;
        seen += windows * (c - shownWindow * p) ** 2;
        promised += windows * shownWindow * p * (1 - p);
      }
    }
  }
  return promised === 0 ? null : seen / promised;
}
