import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

export const lowBits: Exhibit = {
  name: "the low bits of a linear congruential generator",
  story:
    "Modulo a power of two the lowest bits of such a generator repeat every few draws: ANSI C's example has a last bit that alternates.",
  deployments: [
    { name: "a", weight: 5, replicas: 1 },
    { name: "b", weight: 3, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 150,
  caughtBy: "order",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    let state = Math.floor(random() * 2 ** 31);
    return {
      pick: () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return weightedWalk(weights, state % total);
      },
    };
  },
};
