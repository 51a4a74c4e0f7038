import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

const requestsPerConnection = 8;

export const oncePerConnection: Exhibit = {
  name: "drawn once per connection",
  story:
    "HTTP/2 clients keep their connection, so a split that is drawn when it opens is not drawn per request (grpc/grpc#7957).",
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
    let connected = -1;
    return {
      pick: ({ index }) => {
        if (index % requestsPerConnection === 0) connected = weightedWalk(weights, random() * total);
        return connected;
      },
    };
  },
};
