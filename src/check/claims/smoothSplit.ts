import { shareRows } from "../../experiment/checks/evidence.ts";
import { counted, percent, points } from "../../experiment/inWords.ts";
import { marginFor, sharesOf } from "../expectation.ts";
import { promisedShares } from "../promisedShares.ts";
import type { CheckClaim } from "../report.ts";
import type { JudgeContext } from "./judgeContext.ts";

/**
 * Whether picks that were promised to be smooth were split as promised. No chance is involved: a smooth selector is
 * never further from a share than a few requests, so after enough of them the split must be within the margin.
 */
export function judgeSmoothSplit(context: JudgeContext): CheckClaim {
  const { expectation, tally, picks, instances } = context;
  const shares = expectation.phases.flatMap((phase, i) => {
    const totals = tally.phases[i]?.totals ?? [];
    const n = tally.phases[i]?.n ?? 0;
    const reach = expectation.strayLimit * instances + tally.lostIn(i);
    return sharesOf(phase).map((p, j) => {
      const margin = marginFor(expectation, p > 0 && p < 1 ? p : 0.5);
      const needed = Math.ceil(reach / margin);
      const observed = n === 0 ? p : (totals[j] ?? 0) / n;
      return { name: expectation.deployments[j] ?? "", p, observed, margin, missing: Math.max(0, needed - n) };
    });
  });
  const off = shares.find(({ p, observed, margin, missing }) => missing === 0 && Math.abs(observed - p) > margin);
  const missing = Math.max(0, ...shares.map((share) => share.missing));
  const margin = Math.max(...shares.map((share) => share.margin));
  const promised = promisedShares(expectation, tally);
  const verdict = off !== undefined ? "fail" : missing > 0 ? "inconclusive" : "pass";
  const finding =
    off !== undefined
      ? `${off.name} got ${percent(off.observed)}, promised were ${percent(off.p)}: no smooth selector is that far off after ${counted(picks, "request")}`
      : missing > 0
        ? `${counted(missing, "more request")} needed to tell a smooth selector from one that is off by ${points(margin)}`
        : `${counted(picks, "request")} agree with the promise to ${points(margin)}`;
  return {
    id: "split",
    kind: "split",
    verdict,
    claim: "the promised split, dealt out evenly",
    finding,
    evidence: {
      n: picks,
      shares:
        promised === null
          ? []
          : shareRows(
              expectation.deployments,
              promised.map((_, j) => tally.phases.reduce((sum, { totals }) => sum + (totals[j] ?? 0), 0)),
              promised,
            ),
      margin: expectation.margin ?? null,
      falseAlarmRate: 0,
      detectableShift: missing > 0 ? null : margin,
      log10P: null,
      log10E: null,
      picksMissing: missing > 0 ? missing : null,
    },
  };
}
