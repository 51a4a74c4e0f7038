import type { Exhibit } from "../exhibit.ts";
import { seededRandom } from "../seededRandom.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

const clockTickMs = 16;

export const seededByTheCall: Exhibit = {
  name: "seeded with the clock at every call",
  story:
    "A client seeded its generator before each pick: all picks of one tick of the clock are the same (apache/dubbo-go#1957).",
  deployments: [
    { name: "a", weight: 1, replicas: 3 },
    { name: "b", weight: 1, replicas: 2 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 150,
  caughtBy: "order",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    const started = Math.floor(random() * 1e6);
    return {
      pick: ({ timeMs }) => weightedWalk(weights, seededRandom(started + Math.floor(timeMs / clockTickMs))() * total),
    };
  },
};
