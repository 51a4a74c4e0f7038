import type { Exhibit } from "../exhibit.ts";
import { seededRandom } from "../seededRandom.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

export const sameSeed: Exhibit = {
  name: "the same seed in every worker",
  story:
    "A generator that nobody seeds, or that is seeded before the fork, gives every process the same picks (kubernetes/kubernetes#13619).",
  deployments: [
    { name: "a", weight: 4, replicas: 1 },
    { name: "b", weight: 1, replicas: 1 },
  ],
  order: "independent",
  instances: 4,
  caughtWithin: 450,
  caughtBy: "order",
  createSelector: ({ deployments }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    const random = seededRandom(1);
    return { pick: () => weightedWalk(weights, random() * total) };
  },
};
