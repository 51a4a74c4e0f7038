import { windowSizes } from "../statistics/windowTally.ts";
import { type OrderEvidence, orderSpeaksAgainst } from "./orderEvidence.ts";
import type { PickTally } from "./pickTally.ts";
import type { SequenceFacts } from "./report.ts";
import { rotaCaughtAfter } from "./rotaCaughtAfter.ts";

/** Fewer full windows do not tell how much they scatter. */
const fewestWindows = 64;
const leastWindows = 16;
/** Standard errors. */
const surely = 4;
const muchLess = 0.7;
const muchMore = 1.4;

/**
 * What the order of the picks looks like, whatever was promised about it; null without picks.
 *
 * @param alpha false-alarm rate at which the order is called anything but independent
 * @param instances selectors that made the picks
 */
export function sequenceFacts(
  tally: PickTally,
  evidence: OrderEvidence,
  alpha: number,
  instances: number,
): SequenceFacts | null {
  const picks = tally.picks;
  if (picks === 0) return null;
  const scatter = scatterOf(tally);
  return {
    scatter,
    log10E: Number.isFinite(evidence.logE) ? evidence.logE / Math.LN10 : null,
    looks: looksOf(evidence, scatter, alpha, tally, instances),
  };
}

/** Picks that depend on one another so that their counts may scatter more than those of draws one by one. */
export function mayScatterMore(looks: SequenceFacts["looks"] | undefined): boolean {
  return looks === "clumped" || looks === "drifting" || looks === "patterned" || looks === "copied";
}

function looksOf(
  evidence: OrderEvidence,
  scatter: SequenceFacts["scatter"],
  alpha: number,
  { picks, expectation }: PickTally,
  instances: number,
): SequenceFacts["looks"] {
  const { contextLogE, windowLogE, copiedLogE } = evidence;
  if (!orderSpeaksAgainst(evidence, alpha)) {
    const [phase] = expectation.phases;
    const needed = phase === undefined ? 0 : (rotaCaughtAfter(phase.units, alpha, instances) ?? 0);
    return picks >= needed ? "independent" : "unclear";
  }
  if (copiedLogE !== undefined && copiedLogE > Math.max(contextLogE, windowLogE)) return "copied";
  if (scatter === null || scatter.ratio <= muchMore) {
    return scatter !== null && scatter.ratio < muchLess ? "too-regular" : "patterned";
  }
  return evidence.localLogE < -Math.log(alpha) ? "drifting" : "clumped";
}

/**
 * Variance of the counts in windows over that of independent draws by the split that was seen, for the smallest windows that
 * surely scatter much more, else much less, else for the smallest; null before the first full window.
 */
function scatterOf(tally: PickTally): SequenceFacts["scatter"] {
  const ofSizes = scattersOf(tally);
  const [first] = ofSizes;
  if (first === undefined) return null;
  const told = [first, ...ofSizes.slice(1).filter(({ windows }) => windows >= fewestWindows)];
  const { ratio, window } =
    told.find((each) => each.ratio > muchMore + noiseOf(each)) ??
    told.find((each) => each.ratio < muchLess - noiseOf(each)) ??
    first;
  return { ratio, window };
}

/** How far chance alone takes the ratio: some standard errors of a variance. */
function noiseOf({ windows }: ScatterOfSize): number {
  return windows < fewestWindows ? 0 : surely * Math.sqrt(2 / windows);
}

/**
 * The most that counts were seen to scatter in windows of any size, at least 1: as if only one pick in so many counted. As
 * much as there can be where there are too few picks to tell.
 */
export function largestScatter(tally: PickTally): number {
  const ratios = scattersOf(tally).flatMap(({ ratio, windows }) => (windows >= leastWindows ? [ratio] : []));
  return ratios.length === 0 ? (windowSizes[0] ?? 1) : Math.max(1, ...ratios);
}

function scattersOf(tally: PickTally): readonly ScatterOfSize[] {
  return windowSizes.map((window, s) => scatterOfSize(tally, s, window)).filter((each) => each !== undefined);
}

interface ScatterOfSize {
  readonly ratio: number;
  readonly window: number;
  /** Full ones, over all phases. */
  readonly windows: number;
}

/** @param s place of the size in `windowSizes` */
function scatterOfSize(tally: PickTally, s: number, window: number): ScatterOfSize | undefined {
  let seen = 0;
  let promised = 0;
  let full = 0;
  for (const { byWindow, totals, n } of tally.phases) {
    const histogram = byWindow.histograms[s];
    if (histogram === undefined || histogram.length === 0) continue;
    full += byWindow.full[s] ?? 0;
    for (const [place, category] of byWindow.watched.entries()) {
      // Around the split that was seen: a wrong one is told by its own claim, and is no scatter.
      const p = (totals[category] ?? 0) / n;
      for (let c = 0; c <= window; c++) {
        const windows = histogram[place * (window + 1) + c] ?? 0;
        seen += windows * (c - window * p) ** 2;
        promised += windows * window * p * (1 - p);
      }
    }
  }
  return promised === 0 ? undefined : { ratio: seen / promised, window, windows: full };
}
