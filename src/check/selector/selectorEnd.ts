import type { PickState } from "../pickTally.ts";
import type { SelectorOutput } from "./selectorOutput.ts";
import type { SelectorTask } from "./selectorTasks.ts";

/** What became of one selector of a module. */
export interface SelectorEnd {
  readonly task: SelectorTask;
  readonly how: HowItEnded;
  readonly output: SelectorOutput;
  /** Names of what all code shares, such as "Array.prototype.push", that were not as before when it was last heard of. */
  readonly changed: readonly string[];
}

export type HowItEnded =
  | { readonly kind: "played"; readonly state: PickState }
  /** It failed to answer a request, or at something that it did beside. */
  | { readonly kind: "broken"; readonly sentence: string; readonly state: PickState }
  /** There is no selector. */
  | { readonly kind: "mistake"; readonly sentence: string }
  /** From outside. `waiting`: it had been at the same request for long, in a sentence. */
  | { readonly kind: "stopped"; readonly state: PickState; readonly waiting: string | undefined };
