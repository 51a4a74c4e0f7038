import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

export const oneOutcomeTooMany: Exhibit = {
  name: "a draw from 0 to the total, both included",
  story:
    "A function router drew one outcome too many and gave it to the last: 1 in 101 for a weight of 0 (fission/fission#3613).",
  deployments: [
    { name: "stable", weight: 100, replicas: 1 },
    { name: "next", weight: 0, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 300,
  caughtBy: "destinations",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    return {
      pick: () => {
        const found = weightedWalk(weights, Math.floor(random() * (total + 1)));
        return found >= 0 ? found : weights.length - 1;
      },
    };
  },
};
