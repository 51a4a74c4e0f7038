import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

/** The table before the last change. */
const oldWeights: readonly number[] = [1, 0];

export const staleView: Exhibit = {
  name: "one instance with a stale view",
  story: "One of four routers missed the change and goes on with the old table, which has the new deployment at 0.",
  deployments: [
    { name: "old", weight: 4, replicas: 1 },
    { name: "new", weight: 1, replicas: 1 },
  ],
  order: "independent",
  instances: 4,
  caughtWithin: 1500,
  caughtBy: "order",
  createSelector: ({ deployments, random, instance }) => {
    const weights = instance === 2 ? oldWeights : weightsOf(deployments);
    const total = totalOf(weights);
    return { pick: () => weightedWalk(weights, random() * total) };
  },
};
