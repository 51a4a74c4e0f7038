import type { RunResult } from "../experiment/result.ts";
import { verdictWords } from "./verdictLines.ts";

/** "FAIL, as intended (marked to fail: no-loss)": the last word of a report, in plain text. */
export function overallVerdict({ verdict, scenario, asIntended, partial, checks }: RunResult): string {
  const word = verdictWords[verdict];
  const reach = partial ? ", of a run that was cut short" : "";
  if (checks.length === 0) return `${word}${reach} (the scenario checks nothing)`;
  if (scenario.mustFail.length === 0) return `${word}${reach}`;
  const intent = asIntended ? "as intended" : "not as intended";
  return `${word}${reach}, ${intent} (marked to fail: ${scenario.mustFail.join(", ")})`;
}
