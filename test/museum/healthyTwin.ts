import type { RandomSource } from "../../src/engine/randomSource.ts";
import { idleLoad } from "../../src/routing/idleLoad.ts";
import { deploymentOfSlot } from "../../src/routing/routingTable.ts";
import type { CheckedSelector, SelectorModule } from "../../src/routing/selectorModule.ts";
import { weightedRandom } from "../../src/routing/weightedRandom.ts";
import { smoothRoundRobin } from "../statistics/smoothRoundRobin.ts";
import { type Exhibit, tableOf } from "./exhibit.ts";

/** What keeps the promise that an exhibit breaks: a weighted random selector, or smooth round-robin. */
export function healthyTwin(exhibit: Exhibit): SelectorModule {
  const table = tableOf(exhibit);
  if (exhibit.order === "smooth") return { createSelector: () => roundRobin(table.units) };
  return {
    createSelector: ({ random }) => {
      const selector = weightedRandom(table);
      const source: RandomSource = { next: () => Math.floor(random() * 2 ** 32) | 0 };
      return { pick: () => deploymentOfSlot(table, selector.pick(source, idleLoad)) };
    },
  };
}

function roundRobin(units: readonly number[]): CheckedSelector {
  const schedule = smoothRoundRobin(units);
  return { pick: () => schedule.next().value };
}
