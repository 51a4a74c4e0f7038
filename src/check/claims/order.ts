import { log10 } from "../../experiment/checks/evidence.ts";
import { counted, trimmed } from "../../experiment/inWords.ts";
import { type OrderEvidence, orderSpeaksAgainst } from "../orderEvidence.ts";
import type { CheckClaim, SequenceFacts } from "../report.ts";
import { rotaCaughtAfter } from "../rotaCaughtAfter.ts";
import { type JudgeContext, placeInWords } from "./judgeContext.ts";

/** Whether the picks came in the order that was promised; undefined where nothing was promised about it. */
export function judgeOrder(
  context: JudgeContext,
  evidence: OrderEvidence | undefined,
  sequence: SequenceFacts | null,
): CheckClaim | undefined {
  switch (context.expectation.order) {
    case "any":
      return undefined;
    case "smooth":
      return judgeSmooth(context);
    case "independent":
      return judgeIndependent(context, evidence, sequence);
  }
}

/** Fails on what no split explains: a wrong split is told by its own claim. */
function judgeIndependent(
  { expectation, budget, picks, instances }: JudgeContext,
  evidence: OrderEvidence | undefined,
  sequence: SequenceFacts | null,
): CheckClaim {
  const [phase] = expectation.phases;
  const needed = phase === undefined ? undefined : rotaCaughtAfter(phase.units, budget.order, instances);
  const logE = evidence?.logE ?? 0;
  const unclear = Number.isNaN(logE);
  const missing = Math.max(0, (needed ?? 0) - picks);
  const failed = evidence !== undefined && orderSpeaksAgainst(evidence, budget.order);
  const verdict = failed ? "fail" : unclear || picks === 0 || missing > 0 ? "inconclusive" : "pass";
  const caught = needed === undefined ? "" : `; smooth round-robin is caught after ${counted(needed, "request")}`;
  const findings = {
    fail: `${looksInWords[sequence?.looks ?? "patterned"]}${scatterInWords(sequence)}; this is not chance`,
    pass: `nothing in the order of ${counted(picks, "request")} speaks against it${caught}`,
    inconclusive: unclear
      ? "requests went where none was promised, so the order cannot be held against the promise"
      : picks === 0
        ? "there was no request to judge"
        : `${counted(picks, "request")} ${picks === 1 ? "is" : "are"} too few to tell random from round-robin: ${counted(missing, "more request")} needed`,
  };
  return {
    id: "order",
    kind: "order",
    verdict,
    claim: "every request is an independent random draw",
    finding: findings[verdict],
    evidence: {
      n: picks,
      shares: [],
      margin: null,
      falseAlarmRate: budget.order,
      detectableShift: null,
      log10P: null,
      log10E: log10(logE),
      picksMissing: missing > 0 && verdict === "inconclusive" ? missing : null,
    },
  };
}

const looksInWords: Readonly<Record<SequenceFacts["looks"], string>> = {
  "too-regular": "the picks are too regular for random draws, as round-robin deals them out",
  clumped: "the picks come in clumps, as sticky sessions, bursts or a shared seed make them",
  patterned: "a pick can be told from the picks before it",
  drifting: "the split changes on the way",
  copied: "two selectors pick alike, as when they were seeded alike",
  independent: "the picks depend on one another",
  unclear: "the picks depend on one another",
};

function scatterInWords(sequence: SequenceFacts | null): string {
  if (sequence === null || sequence.scatter === null) return "";
  const { ratio, window } = sequence.scatter;
  return ` (counts in windows of ${window} scatter ${trimmed(ratio)} times as much as chance has them)`;
}

function judgeSmooth(context: JudgeContext): CheckClaim {
  const { state, expectation, picks, instances, tally } = context;
  const limit = expectation.strayLimit;
  const [furthest] = [...state.strays].sort((a, b) => b.requests - a.requests);
  const base = {
    id: "order",
    kind: "order",
    claim: `no deployment is ever more than ${counted(limit, "request")} from its share${instances > 1 ? ", selector by selector" : ""}`,
  } as const;
  if (furthest === undefined) {
    return { ...base, verdict: "inconclusive", finding: "there was no request to judge" };
  }
  const name = expectation.deployments[furthest.deployment] ?? "";
  const where = `${trimmed(furthest.requests)} requests at ${name}, after ${placeInWords(furthest.place, context)}`;
  // Each request that nobody can attribute may have been one away in either direction.
  if (furthest.requests > limit + tally.lost) {
    const hint =
      // Who has the picks themselves in hand (a test) has no such options.
      instances > 1 || context.placeNoun === "pick"
        ? ""
        : "; where several selectors deal into one sequence, say how many (--instances) or how far they may stray (--within)";
    return { ...base, verdict: "fail", finding: `the furthest was ${where}: not smooth${hint}` };
  }
  if (furthest.requests + tally.lost > limit) {
    const doubt = tally.lost === 0 ? "" : `; ${counted(tally.lost, "request")} that nobody can attribute may hide more`;
    return { ...base, verdict: "inconclusive", finding: `the furthest was ${where}${doubt}` };
  }
  return { ...base, verdict: "pass", finding: `the furthest was ${where}, in ${counted(picks, "request")}` };
}
