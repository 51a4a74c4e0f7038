import type { Exhibit } from "../exhibit.ts";

const refusedByTheFirst = 0.1;

export const retryTheNext: Exhibit = {
  name: "a retry that always takes the next one",
  story: "What the first deployment refuses, one request in ten, all lands on its neighbour in the list.",
  deployments: [..."abc"].map((name) => ({ name, weight: 1, replicas: 1 })),
  order: "independent",
  instances: 1,
  caughtWithin: 20_000,
  caughtBy: "split",
  createSelector: ({ deployments, random }) => ({
    pick: () => {
      const drawn = Math.floor(random() * deployments.length);
      return drawn === 0 && random() < refusedByTheFirst ? drawn + 1 : drawn;
    },
  }),
};
