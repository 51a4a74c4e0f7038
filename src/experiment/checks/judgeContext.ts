import type { PlayedStrategy } from "../../routing/strategy.ts";
import type { Plan } from "../plan.ts";
import type { Tally } from "../tally.ts";

/** What a judge looks at. */
export interface JudgeContext {
  readonly plan: Plan;
  readonly tally: Tally;
  readonly strategy: PlayedStrategy;
}
