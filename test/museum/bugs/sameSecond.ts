import type { Exhibit } from "../exhibit.ts";
import { seededRandom } from "../seededRandom.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

const startedEveryMs = 400;

export const sameSecond: Exhibit = {
  name: "seeded with the second of the start",
  story: "Machines that start within one second draw the same sequence (attic-labs/noms#2230).",
  deployments: [
    { name: "a", weight: 4, replicas: 1 },
    { name: "b", weight: 1, replicas: 1 },
  ],
  order: "independent",
  instances: 4,
  caughtWithin: 500,
  caughtBy: "order",
  createSelector: ({ deployments, instance }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    const random = seededRandom(Math.floor((instance * startedEveryMs) / 1000));
    return { pick: () => weightedWalk(weights, random() * total) };
  },
};
