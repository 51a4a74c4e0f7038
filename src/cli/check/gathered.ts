import type { CheckFacts } from "../../check/judge.ts";
import type { PickTally } from "../../check/pickTally.ts";
import type { ProgressView } from "../progressView.ts";

/** What gathering needs from outside. */
export interface GatherPorts {
  readonly progress: ProgressView;
  readonly signal: AbortSignal;
}

export type Gathered =
  | {
      readonly kind: "picks";
      readonly tally: PickTally;
      readonly facts: GatheredFacts;
    }
  /** Of the person who asked: nothing was run. */
  | { readonly kind: "mistake"; readonly sentence: string }
  /** Of the world: the target is unreachable, the log cannot be read. With what was gathered until then, if anything. */
  | {
      readonly kind: "error";
      readonly sentence: string;
      readonly tally?: PickTally;
      readonly facts?: GatheredFacts;
    };

export type GatheredFacts = Omit<CheckFacts, "replay" | "partial">;
