import type { Exhibit } from "../exhibit.ts";

const snapshotEveryMs = 50;
const servedPerMs = 0.5;

export const herding: Exhibit = {
  name: "a herd behind one snapshot of the load",
  story:
    "A gateway fetched the load of its engines every 50 ms; all requests in between went to the one that looked idle (vllm-project/aibrix#646).",
  deployments: [
    { name: "a", weight: 1, replicas: 1 },
    { name: "b", weight: 1, replicas: 1 },
  ],
  order: "smooth",
  instances: 1,
  caughtWithin: 50,
  caughtBy: "order",
  createSelector: ({ deployments }) => {
    const load = deployments.map(() => 0);
    let shown: readonly number[] = [];
    return {
      pick: ({ index, timeMs }) => {
        for (const [j, running] of load.entries()) load[j] = Math.max(0, running - servedPerMs);
        if (index === 0 || timeMs % snapshotEveryMs === 0) shown = [...load];
        const idlest = shown.indexOf(Math.min(...shown));
        load[idlest] = (load[idlest] ?? 0) + 1;
        return idlest;
      },
    };
  },
};
