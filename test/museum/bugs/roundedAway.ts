import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

export const roundedAway: Exhibit = {
  name: "99.9/0.1 rounded to 100/0",
  story:
    "Where weights are whole percentages, a share of a tenth of a percent is no share (see kubernetes/ingress-nginx#6337).",
  deployments: [
    { name: "stable", weight: 999, replicas: 1 },
    { name: "next", weight: 1, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 40_000,
  caughtBy: "split",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    const percentages = weights.map((weight) => Math.round((100 * weight) / total));
    return { pick: () => weightedWalk(percentages, random() * totalOf(percentages)) };
  },
};
