import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

const words = 2 ** 15;

export const moduloBias: Exhibit = {
  name: "x % W",
  story:
    "A generator of 15 bits (RAND_MAX is 32767 on Windows) modulo 10 000 favours the lower residues: 54/46 for 50/50.",
  deployments: [
    { name: "a", weight: 5000, replicas: 1 },
    { name: "b", weight: 5000, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 20_000,
  caughtBy: "split",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    return { pick: () => weightedWalk(weights, Math.floor(random() * words) % total) };
  },
};
