import { boundedInteger } from "../../engine/boundedInteger.ts";
import { namedStream } from "../../engine/seed.ts";
import { unit53 } from "../../engine/unitInterval.ts";

/** Where one coordinate of a point lies when [0, 1) is cut into as many equal strata as there are points. */
export interface StratumPoint {
  /** Integer in [0, points). */
  readonly stratum: number;
  /** Within its stratum, in [0, 1). */
  readonly offset: number;
}

/**
 * One coordinate of the points of a Latin hypercube: every stratum exactly once, in random order, and a uniform place
 * within it. Coordinates of different names are drawn from streams of their own, so one more leaves the others as they
 * are. Source: McKay, Beckman, Conover, Technometrics 21 (1979); the shuffle is Fisher and Yates's.
 *
 * @param points integer >= 1
 */
export function latinCoordinate(seed: string, name: string, points: number): readonly StratumPoint[] {
  const random = namedStream(seed, `latin hypercube, ${name}`, 0);
  const strata = Array.from({ length: points }, (_, stratum) => stratum);
  for (let i = points - 1; i > 0; i--) {
    const j = boundedInteger(random, i + 1);
    const moved = strata[i] ?? 0;
    strata[i] = strata[j] ?? 0;
    strata[j] = moved;
  }
  return strata.map((stratum) => ({ stratum, offset: unit53(random) }));
}
