import { drawExpectation } from "./drawExpectation.ts";
import type { ExpectedSplit } from "./expectedUnits.ts";
import { type Judgement, judgePicks, type MatcherCall } from "./judgePicks.ts";
import { refuseOptions, type SmoothOptions } from "./matcherOptions.ts";
import { receivedSequence } from "./receivedSequence.ts";
import { valueShown } from "./valueShown.ts";

/** Distances from a share are kept times the sum of the weights, which must leave room for many picks. */
const largestTotal = 2 ** 32;

/**
 * Matcher: after every pick each deployment is within `within` requests of its share, and the picks are enough to tell
 * that their split is right. Throws TypeError or RangeError, in a sentence, when it is asked about what is no sequence of
 * picks, or no split.
 */
export function toBeSmooth(
  this: MatcherCall,
  received: unknown,
  weights: ExpectedSplit,
  options: SmoothOptions = {},
): Judgement {
  refuseOptions(options, ["within", "margin"]);
  const { within, margin } = options;
  const expectation = drawExpectation(weights, "smooth", margin === undefined ? {} : { margin });
  const total = expectation.phases.flatMap(({ units }) => units).reduce((sum, each) => sum + each, 0);
  if (total > largestTotal) {
    throw new RangeError(
      `Smooth selectors deal out whole weights that sum to at most 2^32; these come to ${total}. Round them.`,
    );
  }
  const strayLimit = within ?? expectation.strayLimit;
  if (!(typeof strayLimit === "number" && strayLimit > 0 && Number.isFinite(strayLimit))) {
    throw new RangeError(
      `A smooth selector is within a number of requests above 0 of every share; got ${valueShown(strayLimit)}.`,
    );
  }
  const words = { holds: "are dealt out smoothly", fails: "are not dealt out smoothly" };
  return judgePicks(receivedSequence(received), { ...expectation, strayLimit }, words, this);
}
