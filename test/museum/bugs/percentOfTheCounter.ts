import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

export const percentOfTheCounter: Exhibit = {
  name: "the request counter modulo 100",
  story:
    "The first 80 of every hundred requests go to one deployment and the next 20, in one burst, to the other: a rule for a Caddy file (caddyserver/caddy#6019) does it with the clock.",
  deployments: [
    { name: "a", weight: 80, replicas: 1 },
    { name: "b", weight: 20, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 200,
  caughtBy: "order",
  createSelector: ({ deployments }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    return { pick: ({ index }) => weightedWalk(weights, index % total) };
  },
};
