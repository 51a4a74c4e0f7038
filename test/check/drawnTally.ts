import type { Expectation } from "../../src/check/expectation.ts";
import { PickTally } from "../../src/check/pickTally.ts";
import { boundedInteger } from "../../src/engine/boundedInteger.ts";
import type { RandomSource } from "../../src/engine/randomSource.ts";

/** Independent draws by whole `units`. */
export function drawnPicks(units: readonly number[], n: number, random: RandomSource): Uint16Array {
  const deploymentOfUnit = Uint16Array.from(units.flatMap((each, j) => Array.from({ length: each }, () => j)));
  const picks = new Uint16Array(n);
  for (let i = 0; i < n; i++) picks[i] = deploymentOfUnit[boundedInteger(random, deploymentOfUnit.length)] ?? 0;
  return picks;
}

/** The tally of selectors that picked these, each in a sequence of its own. */
export function tallyOf(expectation: Expectation, sequences: readonly Uint16Array[]): PickTally {
  const tally = new PickTally(expectation);
  for (const [instance, picks] of sequences.entries()) {
    tally.begin(instance);
    tally.pickAll(picks, picks.length);
  }
  return tally;
}
