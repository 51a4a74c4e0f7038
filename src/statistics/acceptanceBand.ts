import { type AcceptanceRange, acceptanceRange } from "./acceptanceRange.ts";
import { logBinomialTail } from "./binomialTail.ts";
import { normalQuantile } from "./normalQuantile.ts";

/** What a check of a share is to promise. */
export interface SharePlan {
  /** The expected share, in [0, 1]. */
  readonly p: number;
  /** A share off by this much or more is caught; in (0, 1). A side that would leave [0, 1] needs no catching. */
  readonly margin: number;
  /** Largest probability of failing a router whose share is p; in (0, 1). */
  readonly flake: number;
  /** Largest probability of passing a router whose share is off by the margin; in (0, 1). */
  readonly miss: number;
  /** Draws whose outcome nobody will know; the errors hold whatever they were. None when absent. */
  readonly lost?: number;
}

export interface AcceptanceBand extends AcceptanceRange {
  /** Draws to take. */
  readonly n: number;
  /** P(X < low or X > high | p). */
  readonly exactFlake: number;
  /** The larger of P(X <= high + lost | p + margin) and P(X >= low - lost | p - margin). */
  readonly exactMiss: number;
}

/**
 * Plans a check of one share with both errors stated: take n draws, pass if the hits are in [low, high].
 *
 * It starts from the normal approximation n = ((z(flake/2) sqrt(p q) + z(miss) sqrt(p' q')) / margin)^2, p' being the
 * one of p +- margin with the larger variance (lost draws widen it), and grows n by a thousandth until both exact errors hold.
 * `acceptanceBand({ p: 0.6, margin: 0.02, flake: 1e-9, miss: 1e-6 })` is n 71337, low 42002, high 43600,
 * exactFlake 9.934e-10, exactMiss 9.995e-7.
 *
 * Counts being whole, the errors go down in teeth: just above the first n that will do there may be some that will not.
 *
 * @param least fewest draws to take
 */
export function acceptanceBand(plan: SharePlan, least = 1): AcceptanceBand {
  refuseImpossible(plan);
  let n = Math.max(1, least, Math.ceil(normalSize(plan)));
  for (;;) {
    const range = acceptanceRange(n, plan.p, plan.flake);
    const exactMiss = missOf(n, range, plan);
    if (exactMiss <= plan.miss) return { n, ...range, exactFlake: flakeOf(n, range, plan.p), exactMiss };
    n = Math.ceil(1.001 * n);
  }
}

/** The draws that such a check takes: `picksNeeded(0.6, 0.01, 1e-9, 1e-6)` is 284468. */
export function picksNeeded(p: number, margin: number, flake: number, miss: number): number {
  return acceptanceBand({ p, margin, flake, miss }).n;
}

/** Where n margin = spread sqrt(n) + lost. */
function normalSize({ p, margin, flake, miss, lost = 0 }: SharePlan): number {
  const shifted = Math.max(variance(p + margin), variance(p - margin));
  const spread = normalQuantile(flake / 2) * Math.sqrt(variance(p)) + normalQuantile(miss) * Math.sqrt(shifted);
  return ((spread + Math.sqrt(spread ** 2 + 4 * margin * lost)) / (2 * margin)) ** 2;
}

/** Of one draw; 0 for a share outside [0, 1], which no router can have. */
function variance(p: number): number {
  return Math.max(0, p * (1 - p));
}

function flakeOf(n: number, { low, high }: AcceptanceRange, p: number): number {
  return Math.exp(logBinomialTail(low - 1, n, p, "lower")) + Math.exp(logBinomialTail(high + 1, n, p, "upper"));
}

function missOf(n: number, { low, high }: AcceptanceRange, { p, margin, lost = 0 }: SharePlan): number {
  const above = p + margin <= 1 ? Math.exp(logBinomialTail(high + lost, n, p + margin, "lower")) : 0;
  const below = p - margin >= 0 ? Math.exp(logBinomialTail(low - lost, n, p - margin, "upper")) : 0;
  return Math.max(above, below);
}

function refuseImpossible({ p, margin, flake, miss }: SharePlan): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A share lies in [0, 1]; ${p} does not.`);
  for (const [name, value] of Object.entries({ margin, flake, miss })) {
    if (!(value > 0 && value < 1)) throw new RangeError(`The ${name} of a check lies in (0, 1); ${value} does not.`);
  }
}
