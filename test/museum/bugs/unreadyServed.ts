import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk } from "../weightedWalk.ts";

export const unreadyServed: Exhibit = {
  name: "weight given to a deployment that is not ready",
  story:
    "A route kept the weight of a service without a ready endpoint, and that share of the requests got 503 (projectcontour/contour#1119, envoyproxy/gateway#8031).",
  deployments: [
    { name: "stable", weight: 4, replicas: 2 },
    { name: "next", weight: 1, replicas: 0 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 50,
  caughtBy: "destinations",
  createSelector: ({ deployments, random }) => {
    const weights = deployments.map(({ weight }) => weight);
    const total = totalOf(weights);
    return { pick: () => weightedWalk(weights, random() * total) };
  },
};
