import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

export const restToNobody: Exhibit = {
  name: "shares that do not reach 1: the rest to nobody",
  story:
    "Shares rounded to a tenth of a percent sum to 0.999, and the walk falls off the end for one request in a thousand.",
  deployments: [..."abc"].map((name) => ({ name, weight: 1, replicas: 1 })),
  order: "independent",
  instances: 1,
  caughtWithin: 2500,
  caughtBy: "answers",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    const shares = weights.map((weight) => Math.floor((1000 * weight) / total) / 1000);
    return { pick: () => weightedWalk(shares, random()) };
  },
};
