import { type Expectation, sharesOf } from "./expectation.ts";
import type { PickTally } from "./pickTally.ts";

/** The mean share that each deployment was promised, over the picks that were made; null without picks. */
export function promisedShares({ deployments, phases }: Expectation, tally: PickTally): readonly number[] | null {
  const n = tally.picks;
  if (n === 0) return null;
  const promised = deployments.map(() => 0);
  for (const [i, phase] of phases.entries()) {
    const picks = tally.phases[i]?.n ?? 0;
    for (const [j, share] of sharesOf(phase).entries()) promised[j] = (promised[j] ?? 0) + (picks / n) * share;
  }
  return promised;
}
