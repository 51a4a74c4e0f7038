import type { Expectation } from "../../../src/check/expectation.ts";
import { judge } from "../../../src/check/judge.ts";
import { type PickState, PickTally } from "../../../src/check/pickTally.ts";
import type { CheckReport } from "../../../src/check/report.ts";
import { moduleFacts } from "../moduleFacts.ts";

/** What the judge says of selectors that left these tallies. */
export function reportOf(expectation: Expectation, states: readonly PickState[]): CheckReport {
  const tally = new PickTally(expectation);
  for (const state of states) tally.merge(state);
  return judge(tally, { ...moduleFacts, instances: states.length });
}
