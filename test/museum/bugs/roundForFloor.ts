import type { Exhibit } from "../exhibit.ts";

export const roundForFloor: Exhibit = {
  name: "round for floor",
  story: "Rounding random() * (n - 1) gives the first and the last half of what the others get.",
  deployments: [..."abcd"].map((name) => ({ name, weight: 1, replicas: 1 })),
  order: "independent",
  instances: 1,
  caughtWithin: 1500,
  caughtBy: "split",
  createSelector: ({ deployments, random }) => ({ pick: () => Math.round(random() * (deployments.length - 1)) }),
};
