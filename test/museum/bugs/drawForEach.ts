import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightsOf } from "../weightedWalk.ts";

export const drawForEach: Exhibit = {
  name: "a new draw at every deployment",
  story: "The dice are thrown again for each deployment in turn, so those behind get their share of what is left.",
  deployments: [
    { name: "a", weight: 5, replicas: 1 },
    { name: "b", weight: 3, replicas: 1 },
    { name: "c", weight: 2, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 600,
  caughtBy: "split",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    return {
      pick: () => {
        const found = weights.findIndex((weight) => random() < weight / total);
        return found >= 0 ? found : weights.length - 1;
      },
    };
  },
};
