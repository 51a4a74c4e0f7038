import type { Expectation } from "../../src/check/expectation.ts";
import { PickTally } from "../../src/check/pickTally.ts";
import { namedStream } from "../../src/engine/seed.ts";
import { unit53 } from "../../src/engine/unitInterval.ts";
import type { CheckedSelector, SelectorModule } from "../../src/routing/selectorModule.ts";
import type { Exhibit } from "./exhibit.ts";

const growth = 1024;

/**
 * Selectors that take requests in turn, each with a sequence of its own. All picks are kept, for the tally of a sequence
 * cannot be read while it goes on: each look tallies anew.
 */
export class PicksOfSelectors {
  private readonly expectation: Expectation;
  private readonly selectors: readonly CheckedSelector[];
  private readonly picks: Uint16Array[];
  private made = 0;
  /** Why picks stopped coming; undefined while they come. */
  broken: string | undefined;

  constructor(
    { createSelector }: SelectorModule,
    { deployments, instances }: Exhibit,
    expectation: Expectation,
    seed: string,
  ) {
    this.expectation = expectation;
    this.selectors = Array.from({ length: instances }, (_, instance) => {
      const stream = namedStream(seed, "museum", instance);
      return createSelector({ deployments, instance, instances, random: () => unit53(stream) });
    });
    this.picks = this.selectors.map(() => new Uint16Array(growth));
  }

  /** Makes requests until there are so many of all selectors together, or one is answered with no deployment. */
  makeUpTo(requests: number): void {
    const { length: instances } = this.selectors;
    while (this.made < requests && this.broken === undefined) {
      const instance = this.made % instances;
      const index = (this.made - instance) / instances;
      // A check sends each selector a request a millisecond.
      const pick = this.selectors[instance]?.pick({ index, timeMs: index, inFlight: () => 0 });
      if (typeof pick === "number" && pick >= 0 && pick < this.expectation.deployments.length) {
        this.keep(instance, index, pick);
      } else {
        this.broken = `request ${index + 1}: pick() returned ${pick}`;
      }
      this.made++;
    }
  }

  /** Requests made so far. */
  get requests(): number {
    return this.made;
  }

  /** What was picked so far. */
  get tally(): PickTally {
    const tally = new PickTally(this.expectation);
    for (const [instance, picks] of this.picks.entries()) {
      tally.begin(instance);
      tally.pickAll(picks, this.answered(instance));
    }
    return tally;
  }

  private answered(instance: number): number {
    const all = this.made - (this.broken === undefined ? 0 : 1);
    return Math.ceil(Math.max(0, all - instance) / this.selectors.length);
  }

  private keep(instance: number, index: number, pick: number): void {
    let kept = this.picks[instance];
    if (kept === undefined) return;
    if (index >= kept.length) {
      const grown = new Uint16Array(2 * kept.length);
      grown.set(kept);
      this.picks[instance] = grown;
      kept = grown;
    }
    kept[index] = pick;
  }
}
