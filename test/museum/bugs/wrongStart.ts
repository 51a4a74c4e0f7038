import { smoothRoundRobin } from "../../statistics/smoothRoundRobin.ts";
import type { Exhibit } from "../exhibit.ts";
import { weightsOf } from "../weightedWalk.ts";

const requestsPerRefresh = 10;

export const wrongStart: Exhibit = {
  name: "a random start among the hosts, not in the schedule",
  story:
    "To cure the reset, a proxy started at a random host, the rare one as often as the common one (envoyproxy/envoy#32233).",
  deployments: [
    { name: "a", weight: 99, replicas: 1 },
    { name: "b", weight: 1, replicas: 1 },
  ],
  order: "any",
  instances: 1,
  caughtWithin: 1500,
  caughtBy: "split",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments);
    let schedule = smoothRoundRobin(weights);
    return {
      pick: ({ index }) => {
        if (index % requestsPerRefresh > 0) return schedule.next().value;
        schedule = smoothRoundRobin(weights);
        return Math.floor(random() * weights.length);
      },
    };
  },
};
