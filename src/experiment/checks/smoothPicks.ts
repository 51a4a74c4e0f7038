import { counted, duration, percent, points, trimmed } from "../inWords.ts";
import { picksOf, promisedShares, type Split } from "../splits.ts";
import { shareRows } from "./evidence.ts";
import type { JudgeContext } from "./judgeContext.ts";
import { conformsMargin, nothingRouted, type PromiseOpinion } from "./promiseOpinion.ts";

/**
 * Requests by which picks that are dealt out in turn may be off in one stretch, for each deployment that gets traffic. A
 * selector is less than k - 1 requests from a share of k, and up to 2 more when it takes over from another table; a
 * stretch may begin anywhere in between.
 */
const reachEach = 3;

/**
 * Whether picks that were promised to be dealt out in turn are. No chance is involved: in every stretch of one split each
 * deployment is within a few requests of its share. Picks of further attempts take turns too but are not counted here, so
 * each of them may be one more.
 */
export function judgeSmoothPicks({ plan, tally }: JudgeContext, splits: readonly Split[]): PromiseOpinion {
  const n = splits.reduce((sum, split) => sum + split.n, 0);
  const all = splits.map((split) => ({ split, reach: reachOf(split) + tally.retries, ...furthest(split) }));
  const worst = all.reduce<(typeof all)[number] | undefined>(
    (a, b) => (a === undefined || b.away / b.reach > a.away / a.reach ? b : a),
    undefined,
  );
  const largest = all.reduce((most, { split, reach }) => Math.min(most, reach / split.n), Number.POSITIVE_INFINITY);
  const shift = Number.isFinite(largest) ? Math.min(1, largest) : null;
  const missing = shift === null || shift <= conformsMargin ? null : picksMissing(all);
  const promised = promisedShares(plan, splits);
  return {
    claim: "picks are dealt out in turn, each deployment within a few requests of its share",
    ...opinionOf({ plan, n, worst, shift, missing }),
    evidence: {
      n,
      shares: promised === null ? [] : shareRows(plan.deployments, picksOf(plan, splits), promised),
      margin: null,
      falseAlarmRate: 0,
      detectableShift: shift,
      log10P: null,
      log10E: null,
      picksMissing: missing,
    },
  };
}

interface Found {
  readonly plan: JudgeContext["plan"];
  readonly n: number;
  readonly worst: (Furthest & { readonly split: Split; readonly reach: number }) | undefined;
  readonly shift: number | null;
  readonly missing: number | null;
}

function opinionOf({ plan, n, worst, shift, missing }: Found): Pick<PromiseOpinion, "verdict" | "finding"> {
  if (n === 0 || worst === undefined) return { verdict: "inconclusive", finding: nothingRouted };
  const { split, away, reach, deployment } = worst;
  if (away > reach) {
    const name = plan.deployments[deployment] ?? "";
    const at = plan.spans[split.span];
    const when = at === undefined ? "" : ` from ${duration(at.fromMs)} to ${duration(at.toMs)}`;
    return {
      verdict: "fail",
      finding: `${name} got ${percent((split.picks[deployment] ?? 0) / split.n)}${when}, the routing table says ${percent(split.shares[deployment] ?? 0)}: ${trimmed(away)} requests off, where a smooth selector is at most ${trimmed(reach)}; look at the selector, or for a router with an old view`,
    };
  }
  if (missing !== null) {
    return {
      verdict: "inconclusive",
      finding: `nothing unusual, but a departure of ${points(conformsMargin)} could have gone unseen: play longer phases`,
    };
  }
  return {
    verdict: "pass",
    finding: `${counted(n, "pick")} were dealt out by the weights; a departure of ${points(shift ?? 0)} would have been caught`,
  };
}

interface Furthest {
  readonly away: number;
  readonly deployment: number;
}

/** The deployment furthest from its share, and by how many requests. */
function furthest({ picks, shares, n }: Split): Furthest {
  const distances = picks.map((count, j) => Math.abs(count - n * (shares[j] ?? 0)));
  const away = Math.max(...distances);
  return { away, deployment: distances.indexOf(away) };
}

function reachOf({ shares, stretches }: Split): number {
  return reachEach * shares.filter((share) => share > 0).length * stretches;
}

/** Of the split that lacks the fewest. */
function picksMissing(all: readonly { readonly split: Split; readonly reach: number }[]): number {
  return Math.max(1, Math.min(...all.map(({ split, reach }) => Math.ceil(reach / conformsMargin) - split.n)));
}
