import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightsOf } from "../weightedWalk.ts";

export const inclusiveWalk: Exhibit = {
  name: "<= for < in the cumulative walk",
  story:
    "The first deployment gets one unit too many and the last, of weight one, is never chosen (apache/brpc#3426, epam/ai-dial-core#666).",
  deployments: [
    { name: "a", weight: 90, replicas: 1 },
    { name: "b", weight: 9, replicas: 1 },
    { name: "c", weight: 1, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 4500,
  caughtBy: "split",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    return {
      pick: () => {
        const at = Math.floor(random() * total);
        let cumulative = 0;
        return weights.findIndex((weight) => {
          cumulative += weight;
          return at <= cumulative;
        });
      },
    };
  },
};
