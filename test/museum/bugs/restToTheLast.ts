import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

export const restToTheLast: Exhibit = {
  name: "shares that do not reach 1: the rest to the last",
  story: "Shares rounded to percent sum to 0.98 here, and whoever draws above that goes to the last.",
  deployments: [
    { name: "a", weight: 3, replicas: 1 },
    { name: "b", weight: 3, replicas: 1 },
    { name: "c", weight: 1, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 40_000,
  caughtBy: "split",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    const shares = weights.map((weight) => Math.floor((100 * weight) / total) / 100);
    return {
      pick: () => {
        const found = weightedWalk(shares, random());
        return found >= 0 ? found : shares.length - 1;
      },
    };
  },
};
