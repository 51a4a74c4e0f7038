import type { Exhibit } from "../exhibit.ts";

export const sortedAtRandom: Exhibit = {
  name: "sort(() => random() - 0.5)[0]",
  story:
    "A comparator that contradicts itself does not shuffle: who stands where in the list decides (Chalarangelo/30-seconds-of-code#357).",
  deployments: [
    { name: "a", weight: 1, replicas: 2 },
    { name: "b", weight: 1, replicas: 3 },
  ],
  order: "independent",
  instances: 1,
  caughtWithin: 15_000,
  caughtBy: "split",
  createSelector: ({ deployments, random }) => {
    const replicas = deployments.flatMap(({ replicas }, j) => Array.from({ length: replicas }, () => j));
    return { pick: () => [...replicas].sort(() => random() - 0.5)[0] ?? -1 };
  },
};
