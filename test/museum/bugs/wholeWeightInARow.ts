import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

export const wholeWeightInARow: Exhibit = {
  name: "round-robin that deals a whole weight in a row",
  story:
    "A round-robin gives the deployment of the largest weight all of it first, so that it overheats (openresty/lua-resty-balancer#47).",
  deployments: [
    { name: "a", weight: 50, replicas: 1 },
    { name: "b", weight: 10, replicas: 1 },
    { name: "c", weight: 10, replicas: 1 },
  ],
  order: "smooth",
  instances: 1,
  caughtWithin: 50,
  caughtBy: "order",
  createSelector: ({ deployments }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    return { pick: ({ index }) => weightedWalk(weights, index % total) };
  },
};
