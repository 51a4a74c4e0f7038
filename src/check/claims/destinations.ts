import { counted } from "../../experiment/inWords.ts";
import type { Occurrences } from "../pickTally.ts";
import type { CheckClaim } from "../report.ts";
import { type JudgeContext, placeInWords } from "./judgeContext.ts";

const shownNames = 5;

/** Whether every request went to a deployment that was promised some: a single one elsewhere is a failure, no chance involved. */
export function judgeDestinations(context: JudgeContext): CheckClaim {
  const { state, expectation, tally } = context;
  const misled = state.impossible.map(([key, first]) => {
    const [phase = 0, deployment = 0] = key.split(",").map(Number);
    const count = tally.phases[phase]?.totals[deployment] ?? 0;
    const during = expectation.phases.length > 1 ? ` in ${expectation.phases[phase]?.name}` : "";
    return sentence(context, expectation.deployments[deployment] ?? "", { count, first }, `was promised none${during}`);
  });
  const strangers = [...state.strangers]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([name, occurrences]) => sentence(context, JSON.stringify(name), occurrences, "is not among the deployments"));
  const faults = [...misled, ...strangers];
  const more = faults.length > shownNames ? `; and ${counted(faults.length - shownNames, "deployment")} more` : "";
  const base = { id: "destinations", kind: "destinations", claim: "no request went where none was promised" } as const;
  if (faults.length > 0) {
    return { ...base, verdict: "fail", finding: `${faults.slice(0, shownNames).join("; ")}${more}` };
  }
  if (context.picks === 0) return { ...base, verdict: "inconclusive", finding: "there was no request to judge" };
  return { ...base, verdict: "pass", finding: `none of ${counted(context.picks, "request")} did` };
}

function sentence(context: JudgeContext, name: string, { count, first }: Occurrences, why: string): string {
  const place = placeInWords(first, context);
  return `${counted(count, "request")} to ${name}, which ${why}${place === "" ? "" : `, first ${place}`}`;
}
