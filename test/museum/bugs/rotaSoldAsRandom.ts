import { smoothRoundRobin } from "../../statistics/smoothRoundRobin.ts";
import type { Exhibit } from "../exhibit.ts";
import { weightsOf } from "../weightedWalk.ts";

export const rotaSoldAsRandom: Exhibit = {
  name: "smooth round-robin sold as random",
  story:
    "Every test of the split alone praises it; many of them make every router pick the same deployment at the same time.",
  deployments: [
    { name: "a", weight: 1, replicas: 3 },
    { name: "b", weight: 1, replicas: 2 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 100,
  caughtBy: "order",
  createSelector: ({ deployments }) => {
    const schedule = smoothRoundRobin(weightsOf(deployments));
    return { pick: () => schedule.next().value };
  },
};
