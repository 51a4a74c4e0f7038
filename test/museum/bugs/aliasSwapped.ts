import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightsOf } from "../weightedWalk.ts";

export const aliasSwapped: Exhibit = {
  name: "an alias table read the wrong way round",
  story:
    "The draw is held against the threshold with the wrong sign: the alias is taken where the column itself was meant.",
  deployments: [
    { name: "a", weight: 4, replicas: 1 },
    { name: "b", weight: 1, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 1500,
  caughtBy: "split",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    // Of two columns of height 1/2 the second is full to twice its share; the first fills the rest of it.
    const threshold = (2 * (weights[1] ?? 0)) / total;
    return {
      pick: () => {
        if (random() < 0.5) return 0;
        return random() < threshold ? 0 : 1;
      },
    };
  },
};
