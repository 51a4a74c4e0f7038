import type { Exhibit } from "../exhibit.ts";
import { totalOf, weightedWalk, weightsOf } from "../weightedWalk.ts";

export const firstWithoutWeight: Exhibit = {
  name: "weights ignored when the first has none",
  story:
    "An LLM router asked only its first healthy deployment whether there are weights, and drew uniformly when that had none (BerriAI/litellm#33329).",
  deployments: [
    { name: "drained", weight: 0, replicas: 1 },
    { name: "a", weight: 3, replicas: 1 },
    { name: "b", weight: 1, replicas: 1 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 50,
  caughtBy: "destinations",
  createSelector: ({ deployments, random }) => {
    const weights = weightsOf(deployments);
    const total = totalOf(weights);
    const weighted = (weights[0] ?? 0) > 0;
    return {
      pick: () => (weighted ? weightedWalk(weights, random() * total) : Math.floor(random() * deployments.length)),
    };
  },
};
