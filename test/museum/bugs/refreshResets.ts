import { smoothRoundRobin } from "../../statistics/smoothRoundRobin.ts";
import type { Exhibit } from "../exhibit.ts";
import { weightsOf } from "../weightedWalk.ts";

const requestsPerRefresh = 7;

export const refreshResets: Exhibit = {
  name: "every refresh begins the schedule anew",
  story:
    "A proxy's round-robin went back to its first host at each update of the endpoints, which favours the first (envoyproxy/envoy#3271).",
  deployments: [
    { name: "a", weight: 1, replicas: 3 },
    { name: "b", weight: 1, replicas: 2 },
  ],
  order: "smooth",
  instances: 1,
  caughtWithin: 70,
  caughtBy: "order",
  createSelector: ({ deployments }) => {
    const weights = weightsOf(deployments);
    let schedule = smoothRoundRobin(weights);
    return {
      pick: ({ index }) => {
        if (index % requestsPerRefresh === 0) schedule = smoothRoundRobin(weights);
        return schedule.next().value;
      },
    };
  },
};
