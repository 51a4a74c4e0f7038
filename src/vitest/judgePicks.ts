import type { Expectation } from "../check/expectation.ts";
import { judge } from "../check/judge.ts";
import type { ReceivedPicks } from "./receivedPicks.ts";
import { tallyPicks } from "./tallyPicks.ts";
import { type MatcherWords, verdictMessage } from "./verdictMessage.ts";

/** What `expect.extend` wants of a matcher. */
export interface Judgement {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What a matcher is told by the `expect` that calls it. */
export interface MatcherCall {
  /** Called as `expect(...).not`. */
  readonly isNot?: boolean;
}

/**
 * Judges picks as `shuntyard check` does. Verdicts are three and a matcher has two answers: it passes when the picks are
 * shown to be right, its `.not` when they are shown to be wrong, and neither when there are too few to tell.
 */
export function judgePicks(
  received: ReceivedPicks,
  expectation: Expectation,
  words: MatcherWords,
  { isNot = false }: MatcherCall,
): Judgement {
  const isSequence = received.kind === "picks";
  const report = judge(tallyPicks(received, expectation), {
    source: isSequence ? "selector" : "counts",
    subject: "picks",
    seed: null,
    replay: "",
    instances: 1,
    placeNoun: "pick",
    ordered: isSequence && expectation.order !== "any",
  });
  return {
    pass: isNot ? report.verdict !== "fail" : report.verdict === "pass",
    message: () => verdictMessage(report, words, isNot),
  };
}
