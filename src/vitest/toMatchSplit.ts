import { drawExpectation } from "./drawExpectation.ts";
import type { ExpectedSplit } from "./expectedUnits.ts";
import { type Judgement, judgePicks, type MatcherCall } from "./judgePicks.ts";
import type { DrawOptions } from "./matcherOptions.ts";
import { receivedPicks } from "./receivedPicks.ts";

/**
 * Matcher: counts by deployment, or picks, are split as expected, judged as independent draws whatever their order.
 * Throws TypeError or RangeError, in a sentence, when it is asked about what is no split.
 */
export function toMatchSplit(
  this: MatcherCall,
  received: unknown,
  expected: ExpectedSplit,
  options?: DrawOptions,
): Judgement {
  const words = { holds: "match the split", fails: "do not match the split" };
  return judgePicks(receivedPicks(received), drawExpectation(expected, "any", options), words, this);
}
