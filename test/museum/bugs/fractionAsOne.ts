import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

export const fractionAsOne: Exhibit = {
  name: "a weight of 0.01 treated as 1",
  story: "Weights were kept as whole numbers of at least one, so a hundredth became an equal share.",
  deployments: [
    { name: "stable", weight: 1, replicas: 1 },
    { name: "next", weight: 0.01, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 50,
  caughtBy: "split",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments).map((weight) => Math.max(1, Math.round(weight)));
    const total = totalOf(weights);
    return { pick: () => weightedWalk(weights, random() * total) };
  },
};
