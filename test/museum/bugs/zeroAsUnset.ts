import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

export const zeroAsUnset: Exhibit = {
  name: "a weight of 0 taken for no weight",
  story:
    "Turning the new version off by weight 0 turned it up to an equal share, for 0 reads as not given (emissary-ingress/emissary#1605, SeldonIO/seldon-core#4067).",
  deployments: [
    { name: "stable", weight: 100, replicas: 1 },
    { name: "next", weight: 0, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 50,
  caughtBy: "destinations",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments).map((weight) => weight || 100);
    const total = totalOf(weights);
    return { pick: () => weightedWalk(weights, random() * total) };
  },
};
