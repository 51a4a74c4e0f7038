import type { Exhibit } from "../exhibit.ts";
import { weightsOf } from "../weightedWalk.ts";

export const totalIgnored: Exhibit = {
  name: "the total of the weights ignored",
  story:
    "Five of a thousand were meant and 5 % came: an ingress took every weight for a percentage (kubernetes/ingress-nginx#9745).",
  deployments: [
    { name: "stable", weight: 995, replicas: 1 },
    { name: "next", weight: 5, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 1500,
  caughtBy: "split",
  createSelector: ({ deployments, random }) => {
    const next = weightsOf(deployments)[1] ?? 0;
    return { pick: () => (random() * 100 < next ? 1 : 0) };
  },
};
