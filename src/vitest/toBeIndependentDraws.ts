import { drawExpectation } from "./drawExpectation.ts";
import type { ExpectedSplit } from "./expectedUnits.ts";
import { type Judgement, judgePicks, type MatcherCall } from "./judgePicks.ts";
import type { DrawOptions } from "./matcherOptions.ts";
import { receivedSequence } from "./receivedSequence.ts";

/**
 * Matcher: picks are independent random draws by the expected split; the split and the order are judged.
 * Throws TypeError or RangeError, in a sentence, when it is asked about what is no sequence of picks, or no split.
 */
export function toBeIndependentDraws(
  this: MatcherCall,
  received: unknown,
  expected: ExpectedSplit,
  options?: DrawOptions,
): Judgement {
  const words = { holds: "are independent draws by the split", fails: "are not independent draws by the split" };
  return judgePicks(receivedSequence(received), drawExpectation(expected, "independent", options), words, this);
}
