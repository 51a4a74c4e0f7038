import { type AskedStrategy, strategyTitle } from "../routing/strategy.ts";
import { shellWord } from "./shellWord.ts";

/** What fixes a run down to its last byte. */
export interface ReplayFacts {
  readonly path: string;
  readonly seed: string;
  readonly replications: number;
  /** Absent: the one of the scenario. */
  readonly strategy?: AskedStrategy;
}

/** The shell command that plays the very same run again. */
export function replayCommand({ path, seed, replications, strategy }: ReplayFacts): string {
  const chosen = strategy === undefined ? "" : ` --strategy ${shellWord(strategyTitle(strategy))}`;
  return `shuntyard run ${shellWord(path)} --seed ${seed} --replications ${replications}${chosen}`;
}
