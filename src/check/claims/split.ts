import { log10, shareRows } from "../../experiment/checks/evidence.ts";
import { counted, grouped, percent, points } from "../../experiment/inWords.ts";
import type { Evidence, Verdict } from "../../experiment/result.ts";
import { type Conformity, conformity } from "../../statistics/conformity.ts";
import { type CheckedSplit, splitsOf } from "../checkedSplits.ts";
import { type Expectation, sharesOf } from "../expectation.ts";
import { type OpinionOfShare, phaseOpinions } from "../phaseOpinion.ts";
import { promisedShares } from "../promisedShares.ts";
import type { CheckClaim, SequenceFacts } from "../report.ts";
import { largestScatter, mayScatterMore } from "../sequenceFacts.ts";
import { isRefutedSoFar, isShownSoFar } from "../shownSoFar.ts";
import type { JudgeContext } from "./judgeContext.ts";
import { grossFault, type SplitFault, splitFault } from "./splitFault.ts";

const shownNames = 6;
/** A departure that chance gives less often is called odd, though it is no proof. */
const oddBelow = 1e-3;

/**
 * Whether the picks were split as promised.
 *
 * Without a margin the promise is exact: a departure that is not chance is a failure, however small, and a pass says
 * that one of the default margin would have been caught. With a margin a split shown to be within it passes, and a phase
 * or a window of time shown to be beyond it fails. Requests that cannot be attributed are taken for what speaks least
 * against either verdict. Where picks were seen to come in clumps no error rate holds, and nothing is decided.
 */
export function judgeSplit(context: JudgeContext, sequence: SequenceFacts | null): CheckClaim {
  const { expectation, tally, picks } = context;
  const opinion = opinionOf(context);
  const dependence = dependenceOf(context, sequence);
  const verdict = dependence?.verdict ?? verdictOf(context, opinion);
  const promised = promisedShares(expectation, tally);
  const base = {
    id: "split",
    kind: "split",
    verdict,
    claim: claimOf(expectation),
    finding: dependence?.finding ?? findingOf(context, opinion, verdict),
  } as const;
  const shown = {
    n: picks,
    shares: promised === null ? [] : shareRows(expectation.deployments, picksOf(context), promised),
    margin: expectation.margin ?? null,
  };
  return {
    ...base,
    evidence: { ...shown, ...(dependence === undefined ? ratesOf(context, opinion, verdict) : noRates) },
  };
}

interface Opinion {
  readonly found: Conformity<CheckedSplit>;
  readonly ofPhases: readonly (readonly OpinionOfShare[])[];
  readonly fault: SplitFault | undefined;
  /** Requests that are still needed. */
  readonly missing: number;
  /** The largest of all shares. */
  readonly margin: number;
}

function opinionOf(context: JudgeContext): Opinion {
  const { expectation, budget, tally, state } = context;
  const found = conformity(splitsOf(tally, state), budget.conformity, budget.miss);
  const ofPhases = expectation.phases.map((phase, i) =>
    phaseOpinions(expectation, phase, tally.phases[i]?.totals ?? [], tally.lostIn(i), budget),
  );
  return {
    found,
    ofPhases,
    fault: splitFault(context, found, ofPhases),
    missing: ofPhases.reduce((sum, each) => sum + Math.max(0, ...each.map((opinion) => opinion.missing)), 0),
    margin: Math.max(0, ...ofPhases.flat().map(({ margin }) => margin)),
  };
}

function verdictOf({ picks, stopped, expectation, tally, budget }: JudgeContext, opinion: Opinion): Verdict {
  if (picks === 0) return "inconclusive";
  if (!stopped) {
    if (opinion.fault !== undefined) return "fail";
    return opinion.ofPhases.flat().every(({ verdict }) => verdict === "pass") ? "pass" : "inconclusive";
  }
  // Of a source that stopped when it pleased: only what holds at any time.
  const counts = tally.phases[0]?.totals ?? [];
  if (isRefutedSoFar(expectation, counts, tally.lost, budget)) return "fail";
  return isShownSoFar(expectation, counts, tally.lost, budget) ? "pass" : "inconclusive";
}

type Rates = Pick<Evidence, "falseAlarmRate" | "detectableShift" | "log10P" | "log10E" | "picksMissing">;

/** Of picks that are no draws one by one no rate is known. */
const noRates: Rates = {
  falseAlarmRate: null,
  detectableShift: null,
  log10P: null,
  log10E: null,
  picksMissing: null,
};

function ratesOf(
  { expectation, stopped, tally }: JudgeContext,
  { found, ofPhases, missing, margin }: Opinion,
  verdict: Verdict,
): Rates {
  const shifts = ofPhases.flat().map(({ shift }) => shift);
  const isHopeless = losesTooMany(tally, margin);
  return {
    falseAlarmRate: expectation.flake,
    detectableShift: verdict === "pass" ? margin : largest(shifts),
    log10P: stopped ? null : log10(found.logP),
    log10E: log10(found.logE),
    picksMissing: verdict === "inconclusive" && missing > 0 && !isHopeless ? missing : null,
  };
}

function picksOf({ tally, expectation }: JudgeContext): readonly number[] {
  return expectation.deployments.map((_, j) => tally.phases.reduce((sum, { totals }) => sum + (totals[j] ?? 0), 0));
}

function largest(shifts: readonly (number | null)[]): number | null {
  return shifts.reduce((a, b) => (a === null || b === null ? null : Math.max(a, b)), 0);
}

function claimOf({ deployments, phases, margin }: Expectation): string {
  const within = margin === undefined ? "" : ` within ${points(margin)}`;
  const [first, ...others] = phases;
  if (first === undefined || others.length > 0) return `the promised split in each of ${phases.length} phases${within}`;
  const shares = sharesOf(first);
  const listed = deployments.slice(0, shownNames).map((name, j) => `${name} ${percent(shares[j] ?? 0)}`);
  const more = deployments.length > shownNames ? ` and ${deployments.length - shownNames} more` : "";
  return `${listed.join(", ")}${more}${within}`;
}

/** Requests that count as one, beyond their scatter, where picks depend on one another in ways that nobody knows. */
const caution = 10;

/**
 * The verdict on picks that nobody promised to be independent and that are not: no error rate holds, so only what is far
 * beyond their scatter is decided. Undefined where the picks may be judged as draws one by one, as they may when the split
 * changes from one window of time to the next and each window is judged by itself.
 */
function dependenceOf(
  context: JudgeContext,
  sequence: SequenceFacts | null,
): { readonly verdict: Verdict; readonly finding: string } | undefined {
  const { expectation, connections } = context;
  if (connections !== undefined) return { verdict: "inconclusive", finding: connections };
  const looks = sequence?.looks;
  if (expectation.order !== "any" || looks === undefined || !mayScatterMore(looks)) return undefined;
  if (looks === "drifting" && context.state.windows.length > 0) return undefined;
  const each = Math.ceil(caution * largestScatter(context.tally) * context.instances);
  const gross = grossFault(context, each);
  if (gross === undefined) return { verdict: "inconclusive", finding: dependentInWords[looks] };
  return {
    verdict: "fail",
    finding: `${awayInWords(gross)}; ${seenInWords[looks]}, but even if only one request in ${grouped(each)} counted this would not be chance`,
  };
}

const seenInWords: Readonly<Record<SequenceFacts["looks"], string>> = {
  clumped: "the picks come in clumps",
  drifting: "the split changes on the way, or requests stay together for long",
  patterned: "a pick can be told from the picks before it",
  copied: "selectors pick alike",
  "too-regular": "the picks are dealt out",
  independent: "the picks look independent",
  unclear: "there are too few picks to tell",
};

const noRate = "so they are no draws one by one and no error rate holds";

const dependentInWords: Readonly<Record<SequenceFacts["looks"], string>> = {
  ...seenInWords,
  clumped: `${seenInWords.clumped}, ${noRate}: count connections or sessions instead of requests`,
  drifting: `${seenInWords.drifting}, and no error rate holds: check by windows of time (--window) or by a schedule, or count sessions`,
  patterned: `${seenInWords.patterned}, ${noRate}: leave retries out, or count connections or sessions instead of requests`,
  copied: `${seenInWords.copied}, ${noRate}: seed them differently`,
};

function findingOf(context: JudgeContext, opinion: Opinion, verdict: Verdict): string {
  const { picks, expectation, stopped } = context;
  if (picks === 0) return "there was no request to judge";
  const requests = counted(picks, "request");
  if (verdict === "fail") return failure(context, opinion);
  if (verdict === "inconclusive") return openFinding(context, opinion);
  if (opinion.found.rejected && expectation.margin !== undefined) {
    return `${requests} show the split to be within the margin; the departure is real, not chance, but one you accept`;
  }
  if (opinion.margin === 0) return `${requests} went where they had to; nothing was left to chance`;
  const how = stopped ? "; enough was seen, so the check stopped" : "";
  return `${requests} agree with the promise; a departure of ${points(opinion.margin)} would have been caught${how}`;
}

/** At this rate no number of requests shows the split to be within the margin. */
function losesTooMany({ picks, lost }: JudgeContext["tally"], margin: number): boolean {
  return lost > 0 && lost / (picks + lost) >= margin;
}

function openFinding({ picks, tally }: JudgeContext, { found, missing, margin }: Opinion): string {
  const requests = counted(picks, "request");
  const { lost } = tally;
  if (losesTooMany(tally, margin)) {
    return (
      `${counted(lost, "request")} of ${grouped(picks + lost)} cannot be attributed, and they may have been split ` +
      `either way: more requests do not help while more than ${points(margin)} of them are lost`
    );
  }
  const odds = Math.exp(-found.logP);
  const looks = found.rejected
    ? `${requests} are surely not split exactly as promised, but whether it is by more than the margin is not shown`
    : odds * oddBelow < 1
      ? `nothing unusual in ${requests}`
      : `${requests} are split oddly (chance does it once in ${grouped(odds)} such checks), which is no proof yet`;
  const doubt = lost === 0 ? "" : `, ${counted(lost, "request")} that nobody can attribute being in doubt`;
  const more = missing > 0 ? `: ${counted(missing, "more request")} needed` : "";
  return `${looks}, but too few to catch a departure of ${points(margin)}${doubt}${more}`;
}

function failure({ stopped, expectation, tally }: JudgeContext, { fault, margin, found }: Opinion): string {
  const worst = fault ?? likeliest(found, expectation);
  if (worst === undefined) return "the split is not the one that was promised";
  const away = awayInWords(worst);
  const lost = tally.lost === 0 ? "" : ", wherever the requests went that nobody can attribute";
  if (worst.kind === "unshown") {
    return `${away}; enough requests to show a split within ${points(margin)}, and they do not show it`;
  }
  const chance = worst.kind === "beyond" ? `beyond the margin of ${points(margin)}, and` : "this is";
  // One in so many or less: the false-alarm rate as odds.
  const given = expectation.order === "any" ? " where requests are drawn one by one" : "";
  const odds = stopped ? given : `, at odds of one in ${grouped(1 / expectation.flake)} or less${given}`;
  return `${away}; ${chance} not chance${odds}${lost}`;
}

function awayInWords({ deployment, observed, promised, during }: SplitFault): string {
  return (
    `${deployment} got ${percent(observed)}${during === "" ? "" : ` in ${during}`}, promised were ` +
    `${percent(promised)}: ${points(Math.abs(observed - promised))} off`
  );
}

/** Of a check that stopped: where the departure is, as far as a test of a fixed number of requests can tell. */
function likeliest({ worst }: Conformity<CheckedSplit>, { deployments }: Expectation): SplitFault | undefined {
  if (worst === undefined) return undefined;
  const { split, category } = worst;
  return {
    deployment: deployments[category] ?? "",
    observed: (split.picks[category] ?? 0) / Math.max(1, split.n),
    promised: split.shares[category] ?? 0,
    during: "",
    kind: "refuted",
  };
}
