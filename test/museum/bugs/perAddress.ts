import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk } from "../weightedWalk.ts";

/** What the names of the deployments resolve to. */
const addresses: readonly number[] = [1, 2];

export const perAddress: Exhibit = {
  name: "a weight for each resolved address",
  story:
    "Two services of equal weight got 33/67 because one name resolves to two addresses and each took the whole weight (envoyproxy/envoy#18836).",
  deployments: [
    { name: "a", weight: 50, replicas: 1 },
    { name: "b", weight: 50, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 900,
  caughtBy: "split",
  createSelector: ({ deployments, random }) => {
    const weights = deployments.map(({ weight }, j) => weight * (addresses[j] ?? 1));
    const total = totalOf(weights);
    return { pick: () => weightedWalk(weights, random() * total) };
  },
};
