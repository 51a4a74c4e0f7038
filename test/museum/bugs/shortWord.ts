import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

const words = 2 ** 16;

export const shortWord: Exhibit = {
  name: "fewer random words than units of weight",
  story:
    "Random numbers of 16 bits never reach past the first 65 536 units, so the last deployments starve (sysown/proxysql#975).",
  deployments: [
    { name: "a", weight: 50_000, replicas: 1 },
    { name: "b", weight: 50_000, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 350,
  caughtBy: "split",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    return { pick: () => weightedWalk(weights, Math.floor(random() * words) % total) };
  },
};
