import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

export const clockAsDice: Exhibit = {
  name: "the clock as dice",
  story:
    "A gateway drew from the nanoseconds of the clock (mofa-org/mofa#960); requests at a steady rate all see the same remainder, which makes 100/0 of 70/30.",
  deployments: [
    { name: "a", weight: 70, replicas: 1 },
    { name: "b", weight: 30, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 150,
  caughtBy: "split",
  createSelector: ({ deployments }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    return { pick: ({ timeMs }) => weightedWalk(weights, (timeMs * 1e6) % total) };
  },
};
