import type { StrategyName } from "../routing/strategy.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Block } from "./playBlock.ts";
import type { ScenarioText } from "./scenarioText.ts";
import type { ShardNumber } from "./shardNumber.ts";
import type { Tally } from "./tally.ts";

/**
 * A share of a run that was played by itself: all that is needed to put the run together, and to tell that the shares
 * belong together.
 */
export interface Shard {
  /** What played it: "shuntyard 0.1.0 on Node 20". Others may count, or round, in another way. */
  readonly build: string;
  readonly source: ScenarioText;
  /** What `source` says. */
  readonly scenario: Scenario;
  readonly seed: string;
  /** In place of the router's own; undefined: the router's own. */
  readonly strategy: StrategyName | undefined;
  /** Of the whole run. */
  readonly replications: number;
  /** The command that plays the whole run again in one place. */
  readonly replay: string;
  readonly number: ShardNumber;
  /** The replications in the tally: ascending, apart from each other. Fewer than were dealt when it was stopped early. */
  readonly played: readonly Block[];
  readonly notes: readonly string[];
  readonly tally: Tally;
}
