import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

const clients = 8;

export const fewClients: Exhibit = {
  name: "affinity by client address, and few clients",
  story: "Behind a gateway or NAT there are eight addresses, and a split of eighths is as near to 80/20 as it gets.",
  deployments: [
    { name: "a", weight: 80, replicas: 1 },
    { name: "b", weight: 20, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 3500,
  caughtBy: "split",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    return { pick: () => weightedWalk(weights, (Math.floor(random() * clients) / clients) * total) };
  },
};
