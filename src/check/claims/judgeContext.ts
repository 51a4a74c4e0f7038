import type { Budget } from "../budget.ts";
import type { Expectation } from "../expectation.ts";
import type { PickState, PickTally } from "../pickTally.ts";
import type { Place } from "../place.ts";

/** What every claim is judged from. */
export interface JudgeContext {
  readonly expectation: Expectation;
  readonly budget: Budget;
  readonly tally: PickTally;
  readonly state: PickState;
  /** Picks of promised deployments, over all phases. */
  readonly picks: number;
  /** Selectors that made them, 1 or more. */
  readonly instances: number;
  /** What a place counts: "request", "line". */
  readonly placeNoun: string;
  /** The source stopped as soon as the watching judge had decided, so only what holds at any time may judge. */
  readonly stopped: boolean;
  /** Why the connections of a live check, not its requests, were what the router picked for; absent where they were not. */
  readonly connections?: string;
  /** Length of the windows of time, milliseconds; 0 where the source has none. */
  readonly windowMs: number;
}

/** "line 17", "request 3 of selector 2"; empty where nobody knows. */
export function placeInWords({ instance, at }: Place, { placeNoun, instances }: JudgeContext): string {
  if (at === 0) return "";
  return `${placeNoun} ${at}${instances > 1 ? ` of selector ${instance + 1}` : ""}`;
}
